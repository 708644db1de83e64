package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.ProgramJar;
import org.heapsnapshot.testkit.TestJdk;
import org.heapsnapshot.testkit.image.InvalidImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that read an image, on images that the tool built. */
class ImageCommandsProcessTest {
  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  /** On one JDK only: two JVMs with a million objects each take their time. */
  @Test
  void shouldVerifyTheProgramWithEveryKindOfState() {
    TestJdk jdk = jdks().get(jdks().size() - 1);
    JavaProcess verify = verify(jdk, BuiltImage.ofFixture(jdk).file());

    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
    assertTrue(verify.out().startsWith("Same state: 1,0"), verify.out());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldVerifyOnEveryJdk(TestJdk jdk) {
    JavaProcess verify = verify(jdk, BuiltImage.ofFurnished(jdk).file());

    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
    assertTrue(verify.out().contains("every key of 2 hashed collections looked up"), verify.out());
  }

  @Test
  void shouldNotVerifyADamagedImage() throws IOException {
    TestJdk jdk = TestJdk.running();
    Path damaged = directory.resolve("damaged.img");
    InvalidImage.DANGLING_STATIC.write(BuiltImage.ofFurnished(jdk).file(), damaged);

    JavaProcess verify = verify(jdk, damaged);

    assertEquals(1, verify.exitCode());
    assertTrue(verify.out().contains("the image was not restored"), verify.out() + verify.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldInspectAsJson(TestJdk jdk) {
    JavaProcess inspect = inspect(jdk, "--json");

    assertEquals(0, inspect.exitCode(), inspect.err());
    JsonObject report = JsonParser.parseString(inspect.out()).getAsJsonObject();
    assertEquals(ProgramJar.program("Furnished"), report.get("mainClass").getAsString());
    JsonElement guard = report.getAsJsonArray("guards").get(0);
    assertEquals("furnished.colour", guard.getAsJsonObject().get("name").getAsString());
    assertEquals(1, report.getAsJsonObject("counts").get("reseeded").getAsInt());
    assertEquals(2, report.getAsJsonObject("counts").get("collections").getAsInt());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldInspectAsAPage(TestJdk jdk) throws IOException {
    JavaProcess inspect = inspect(jdk, "--html", "page.html");

    assertEquals(0, inspect.exitCode(), inspect.err());
    assertEquals("", inspect.out());
    String page = Files.readString(directory.resolve("page.html"));
    assertTrue(page.startsWith("<!DOCTYPE html>"), page.substring(0, 100));
    assertTrue(page.contains("furnished.colour"), page);
    assertTrue(page.strip().endsWith("</html>"), page);
  }

  private JavaProcess verify(TestJdk jdk, Path image) {
    return ToolProcess.run(jdk, directory, "verify", image.toString());
  }

  private JavaProcess inspect(TestJdk jdk, String... options) {
    List<String> arguments = new ArrayList<>(List.of("inspect"));
    arguments.addAll(List.of(options));
    arguments.add(BuiltImage.ofFurnished(jdk).file().toString());
    return ToolProcess.run(jdk, directory, arguments.toArray(String[]::new));
  }

  @Test
  void shouldExplainARestoredClass() {
    JavaProcess explain = explain("Furnished");

    assertEquals(0, explain.exitCode(), explain.err());
    assertTrue(explain.out().contains(": BUILD_TIME, "), explain.out());
    assertTrue(
        explain.out().contains("It read: system property furnished.colour is absent"),
        explain.out());
  }

  @Test
  void shouldExplainAClassThatHoldsTheTimeWithEvidence() {
    JavaProcess explain = explain("Furnished$Clock");

    assertEquals(0, explain.exitCode(), explain.err());
    assertTrue(explain.out().contains(": RUN_TIME, "), explain.out());
    assertTrue(explain.out().contains("DIFFERENCE: "), explain.out());
    assertTrue(explain.out().contains("one number in one, another in the other"), explain.out());
    assertTrue(
        explain.out().contains("static " + ProgramJar.program("Furnished$Clock.START")),
        explain.out());
  }

  @Test
  void shouldSayWhichClassWasMeant() {
    JavaProcess explain = explain("Furnishd");

    assertEquals(1, explain.exitCode());
    assertEquals("", explain.out());
    assertEquals(1, explain.err().lines().count(), explain.err());
    assertTrue(
        explain.err().strip().endsWith("did you mean " + ProgramJar.program("Furnished") + "?"),
        explain.err());
  }

  private JavaProcess explain(String program) {
    TestJdk jdk = TestJdk.running();
    return ToolProcess.run(
        jdk,
        directory,
        "explain",
        BuiltImage.ofFurnished(jdk).file().toString(),
        ProgramJar.program(program));
  }

  /** The only test with an archive: image, archive, and the stock archive to compare with. */
  @Test
  void shouldDemonstrate() {
    JavaProcess demo = ToolProcess.run(TestJdk.running(), directory, "demo", "-n", "1");

    assertEquals(0, demo.exitCode(), demo.err());
    assertTrue(demo.out().contains("unmodified"), demo.out());
    assertTrue(demo.out().contains("image and its archive"), demo.out());
  }
}
