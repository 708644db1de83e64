package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.ProgramJar;
import org.heapsnapshot.testkit.TestJdk;
import org.heapsnapshot.testkit.parser.ReferenceParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Classes that initializers define are kept in the image, and come at the times they always did.
 */
class MadeClassesProcessTest {
  private static final String PACKAGE = "org.heapsnapshot.testkit.programs.";

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  /** What a start does, in order: each check touches another class. */
  static Stream<Arguments> starts() {
    List<String> starts =
        List.of(
            "reader plain named family left right early unused",
            "there plain there named there",
            "reader there",
            "right left",
            "early",
            "family",
            "unused again", // The image has defined what the program defines once more.
            "again plain"); // The program defines what the image would have defined later.
    return jdks().stream().flatMap(jdk -> starts.stream().map(s -> Arguments.of(jdk, s)));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void shouldDoTheSameWithTheImage(TestJdk jdk, String checks) {
    BuiltImage image = BuiltImage.ofMakes(jdk);
    String[] args = checks.split(" ");
    JavaProcess plain = image.plain(directory, args);
    assertEquals(0, plain.exitCode(), plain.err());
    for (List<String> options : List.of(List.<String>of(), List.of("-XX:-UseCompressedOops"))) {
      ProgramStart start =
          ProgramStart.run(jdk, directory, ProgramStart.jar(options, image.file(), args));
      assertEquals("restored", start.outcome(), start.process().err());
      assertEquals(plain.out(), start.process().out());
      assertEquals("", start.process().err());
      assertEquals(0, start.process().exitCode());
    }
  }

  /** Nothing of it is where class loaders look. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldMakeThemItselfWithoutTheImage(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofMakes(jdk);
    String[] args = {"there", "plain", "there", "again"};
    List<String> arguments = new ArrayList<>(List.of("-jar", image.file().toString()));
    arguments.addAll(List.of(args));
    ProgramStart start = ProgramStart.run(jdk, directory, arguments);
    assertEquals("off", start.outcome());
    assertEquals(image.plain(directory, args).out(), start.process().out());
  }

  /** Where a start falls back after all was checked, nothing has been defined. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldMakeThemItselfWhenItFallsBack(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofMakes(jdk);
    String[] args = {"early", "plain", "family"};
    List<String> options = List.of("-Dfixture.made=guarded");
    JavaProcess plain = image.plain(directory, args);
    ProgramStart start =
        ProgramStart.run(jdk, directory, ProgramStart.jar(options, image.file(), args));
    assertEquals("fallback", start.outcome());
    assertEquals(plain.out(), start.process().out());
    assertEquals(0, start.process().exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreWhoMadeThem(TestJdk jdk) throws Exception {
    BuiltImage image = BuiltImage.ofMakes(jdk);
    ImageReport report = ImageReport.read(image.file());
    List<String> kept =
        report.verdicts().stream().filter(v -> !v.buildTime()).map(Verdict::toString).toList();
    assertEquals(List.of(), kept);
    List<String> made =
        ReferenceParser.parseImage(image.file()).heap().made().rows().stream()
            .map(row -> row.type().name().replace(PACKAGE, ""))
            .sorted()
            .toList();
    assertEquals(List.of("Early", "Elder", "Maker", "Named", "Plain", "Share", "Young$$$$$"), made);
    assertTrue(
        report
            .effects()
            .contains(
                PACKAGE
                    + "Makes$Plain makes the class "
                    + PACKAGE
                    + "Plain, which the image keeps"),
        report.effects().toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldVerify(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofMakes(jdk);
    JavaProcess verify = ToolProcess.run(jdk, directory, "verify", image.file().toString());
    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldDefineAtBootWhatAPreloadMade(TestJdk jdk) {
    Path file = directory.resolve("preloaded.img");
    String main = ProgramJar.program("Makes");
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
    assertEquals("preloaded: Taken 9/1/1", start.process().out().lines().findFirst().orElse(""));
    JavaProcess verify = ToolProcess.run(jdk, directory, "verify", file.toString());
    assertEquals(0, verify.exitCode(), verify.out() + verify.err());
  }
}
