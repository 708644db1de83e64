package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.heapsnapshot.testkit.image.InvalidImage;
import org.heapsnapshot.testkit.image.VariedImage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which an image can be wrong, with an image that the tool built: one line says so,
 * and the program does what it does without an image; a strict start ends.
 */
class InvalidImageProcessTest {
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @TempDir Path directory;

  static Stream<Arguments> damagesOnJdks() {
    return TestJdk.supported().stream()
        .flatMap(jdk -> Stream.of(InvalidImage.values()).map(way -> Arguments.of(way, jdk)));
  }

  @ParameterizedTest
  @MethodSource("damagesOnJdks")
  void shouldFallBackWithOneLine(InvalidImage way, TestJdk jdk) throws IOException {
    BuiltImage valid = BuiltImage.ofFurnished(jdk);
    Path damaged = directory.resolve("damaged.img");
    assertTrue(way.write(valid.file(), damaged), "the image has nothing to damage");
    Path started = way.isStartable() ? damaged : valid.file();
    List<String> options = new ArrayList<>(QUICK);
    if (way == InvalidImage.WRONG_FIELD_TYPE) {
      // Fields are compared with those of the classes where their offsets are computed; elsewhere
      // the image id vouches for both.
      options.add("-XX:-UseCompressedOops");
    }
    options.add("-Dsnapshot=" + damaged);
    List<String> program = List.of("-jar", started.toString(), "argument");

    List<String> strict = new ArrayList<>(options);
    strict.add("-Dsnapshot.strict=true");
    strict.addAll(program);
    CompletableFuture<JavaProcess> strictStart =
        CompletableFuture.supplyAsync(() -> JavaProcess.run(jdk, directory, strict));
    options.addAll(program);
    ProgramStart start = ProgramStart.run(jdk, directory, options);
    JavaProcess strictProcess = strictStart.join();

    JavaProcess plain = PlainFurnished.on(jdk);
    assertEquals(plain.out(), start.process().out());
    assertEquals(plain.exitCode(), start.process().exitCode());
    assertOneLine(way, damaged, start.process());
    assertEquals("fallback", start.outcome());
    assertEquals(3, strictProcess.exitCode());
    assertEquals("", strictProcess.out());
    assertOneLine(way, damaged, strictProcess);
  }

  private static void assertOneLine(InvalidImage way, Path damaged, JavaProcess process) {
    String line = process.err().strip();
    assertEquals(1, line.lines().count(), process.err());
    assertTrue(line.startsWith("snapshot: " + damaged + ": ordinary start: "), line);
    for (String word : way.words()) {
      assertTrue(line.contains(word), () -> word + " is not in: " + line);
    }
  }

  static Stream<Arguments> variationsOnJdks() {
    return TestJdk.supported().stream()
        .flatMap(jdk -> Stream.of(VariedImage.values()).map(way -> Arguments.of(way, jdk)));
  }

  @ParameterizedTest
  @MethodSource("variationsOnJdks")
  void shouldComputeOffsetsForAnotherBuildOrLayout(VariedImage way, TestJdk jdk)
      throws IOException {
    Path varied = directory.resolve("varied.img");
    way.write(BuiltImage.ofFurnished(jdk).file(), varied);

    ProgramStart start =
        ProgramStart.run(jdk, directory, ProgramStart.jar(QUICK, varied, "argument"));

    assertEquals("", start.process().err());
    assertEquals(PlainFurnished.on(jdk).out(), start.process().out());
    assertEquals("restored", start.outcome());
    assertEquals("true", start.report().get("offsetsComputed").getAsString());
  }
}
