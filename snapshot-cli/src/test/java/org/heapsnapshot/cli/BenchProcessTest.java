package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench} on the bundled program; what is faster is not asked here. */
class BenchProcessTest {
  private static final Path EXAMPLE = Path.of(System.getProperty("snapshot.example.jar"));

  @TempDir Path directory;

  /** On one JDK only: four archives and thirty-five starts take their time. */
  @Test
  void shouldMeasureEveryStepFromTheJarToTheImage() throws IOException {
    TestJdk jdk = TestJdk.running();
    JavaProcess build =
        tool(jdk, "build", "-q", "--jar", EXAMPLE.toString(), "--train", "", "-o", "app.img");
    assertEquals(0, build.exitCode(), build.err());

    JavaProcess bench =
        tool(
            jdk, "bench", "app.img", "-n", "2", "--seed", "1", "--json", "b.json", "--csv", "b.csv",
            "--chart", "b.png");

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    assertTrue(bench.out().contains("What the state alone gains"), bench.out());
    JsonObject json =
        JsonParser.parseString(Files.readString(directory.resolve("b.json"))).getAsJsonObject();
    assertEquals("stock", json.get("reference").getAsString());
    List<String> archived = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("variants")) {
      JsonObject variant = element.getAsJsonObject();
      assertEquals(2, variant.getAsJsonArray("samples").size(), bench.out());
      assertTrue(variant.get("ratio").getAsDouble() > 0, bench.out());
      if (variant.get("archiveBytes").getAsLong() > 0) {
        archived.add(variant.get("name").getAsString());
      }
    }
    assertEquals(
        List.of("stock", "stock-again", "repacked", "rewritten", "image+archive"), archived);
    assertEquals(15, Files.readAllLines(directory.resolve("b.csv")).size());
    assertTrue(Files.size(directory.resolve("b.png")) > 1000);
  }

  private JavaProcess tool(TestJdk jdk, String... args) {
    List<String> arguments = new ArrayList<>(List.of("-jar", ToolProcess.TOOL.toString()));
    arguments.addAll(List.of(args));
    return JavaProcess.run(jdk, directory, arguments, Map.of(), "", Duration.ofMinutes(8));
  }
}
