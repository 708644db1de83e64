package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A start from an image that has nothing to restore reads nothing of it. */
class StatelessProcessTest {
  private static final List<String> STRICT = List.of("-Dsnapshot.strict=true");

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartWithoutReadingTheHeap(TestJdk jdk) {
    Path image = BuiltImage.ofStateless(jdk).file();

    ProgramStart start =
        ProgramStart.run(jdk, directory, ProgramStart.jar(STRICT, image, "a", "b"));

    assertEquals("status restored\na\nb\n", start.process().out(), start.process().err());
    assertEquals("", start.process().err());
    assertEquals("restored", start.outcome());
    assertFalse(start.report().has("classes"));
    assertEquals(0, start.report().getAsJsonObject("phases").get("read").getAsDouble());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldNotBeTakenForAnotherImage(TestJdk jdk) throws IOException {
    Path image = BuiltImage.ofStateless(jdk).file();
    Path other = Files.copy(image, directory.resolve("other.img"));
    List<String> arguments = List.of("-Dsnapshot=" + other, "-jar", image.toString(), "a");

    ProgramStart start = ProgramStart.run(jdk, directory, arguments);

    assertEquals("fallback", start.outcome());
    assertEquals("OTHER_CODE_SOURCE", start.cause());
    assertEquals(1, start.process().err().lines().count(), start.process().err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldTellSoWhenAsked(TestJdk jdk) {
    Path image = BuiltImage.ofStateless(jdk).file();

    ProgramStart start =
        ProgramStart.run(jdk, directory, ProgramStart.jar(List.of("-Dsnapshot.log=debug"), image));

    assertEquals("snapshot: " + image + ": no state to restore\n", start.process().err());
  }
}
