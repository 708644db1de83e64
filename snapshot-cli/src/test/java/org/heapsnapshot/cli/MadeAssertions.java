package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;

/** What holds of every image with classes that the program made. */
final class MadeAssertions {
  private MadeAssertions() {}

  /** Without {@code -Dsnapshot} the same file makes them itself. */
  static void assertMadeWithoutTheImage(BuiltImage image, Path directory, String... args) {
    List<String> arguments = new ArrayList<>(List.of("-jar", image.file().toString()));
    arguments.addAll(List.of(args));
    ProgramStart start = ProgramStart.run(image.jdk(), directory, arguments);
    assertEquals("off", start.outcome());
    assertEquals(image.plain(directory, args).out(), start.process().out());
  }

  static void assertAllRestored(ImageReport report) {
    List<String> kept =
        report.verdicts().stream().filter(v -> !v.buildTime()).map(Verdict::toString).toList();
    assertEquals(List.of(), kept);
  }

  static void assertVerified(TestJdk jdk, Path directory, Path image) {
    JavaProcess verify = ToolProcess.run(jdk, directory, "verify", image.toString());
    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
  }

  /**
   * Builds the program with its preload, which makes a class, and starts it.
   *
   * @param told the first line that it prints
   */
  static void assertPreloaded(TestJdk jdk, Path directory, String main, String told) {
    Path file = directory.resolve("preloaded.img");
    JavaProcess build =
        ToolProcess.run(
            jdk,
            directory,
            "build",
            "--jar",
            ToolProcess.PROGRAM.toString(),
            "--main",
            main,
            "--train",
            "plain",
            "--preload",
            main + "::preload",
            "--archive",
            "none",
            "-o",
            file.toString());
    assertEquals(0, build.exitCode(), build.err());
    ProgramStart start =
        ProgramStart.run(jdk, directory, ProgramStart.jar(List.of(), file, "preloaded", "plain"));
    assertEquals("restored", start.outcome(), start.process().err());
    assertEquals(told, start.process().out().lines().findFirst().orElse(""));
    assertVerified(jdk, directory, file);
  }
}
