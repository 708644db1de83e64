package org.heapsnapshot.cli;

import static org.heapsnapshot.cli.MadeAssertions.assertAllRestored;
import static org.heapsnapshot.cli.MadeAssertions.assertMadeWithoutTheImage;
import static org.heapsnapshot.cli.MadeAssertions.assertPreloaded;
import static org.heapsnapshot.cli.MadeAssertions.assertVerified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    assertMadeWithoutTheImage(image, directory, args);
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
    assertAllRestored(report);
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
    assertVerified(jdk, directory, image.file());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldDefineAtBootWhatAPreloadMade(TestJdk jdk) {
    assertPreloaded(jdk, directory, ProgramJar.program("Makes"), "preloaded: Taken 9/1/1");
  }
}
