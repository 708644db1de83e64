package org.heapsnapshot.cli;

import static org.heapsnapshot.cli.MadeAssertions.assertAllRestored;
import static org.heapsnapshot.cli.MadeAssertions.assertMadeWithoutTheImage;
import static org.heapsnapshot.cli.MadeAssertions.assertPreloaded;
import static org.heapsnapshot.cli.MadeAssertions.assertVerified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.ProgramJar;
import org.heapsnapshot.testkit.TestJdk;
import org.heapsnapshot.testkit.parser.Made;
import org.heapsnapshot.testkit.parser.ReferenceParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Class loaders of the program, and what initializers define in them, are kept in the image. */
class ProgramLoadersProcessTest {
  private static final String PACKAGE = "org.heapsnapshot.testkit.programs.";

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  /** What a start does, in order: each check touches another class. */
  static Stream<Arguments> starts() {
    List<String> starts =
        List.of(
            "plain there more there lone family domain empty secure early again",
            "there more there plain",
            "more plain again",
            "family",
            "lone empty",
            "early secure domain",
            "again more plain"); // The program defines what the image would have defined later.
    return jdks().stream().flatMap(jdk -> starts.stream().map(s -> Arguments.of(jdk, s)));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void shouldDoTheSameWithTheImage(TestJdk jdk, String checks) {
    BuiltImage image = BuiltImage.ofLoads(jdk);
    String[] args = checks.split(" ");
    for (List<String> options :
        List.of(List.<String>of(), List.of("-XX:-UseCompressedOops", "-ea"))) {
      List<String> ordinary = new ArrayList<>(options);
      ordinary.addAll(List.of("-cp", ToolProcess.PROGRAM.toString(), image.mainClass()));
      ordinary.addAll(List.of(args));
      JavaProcess plain = JavaProcess.run(jdk, directory, ordinary);
      ProgramStart start =
          ProgramStart.run(jdk, directory, ProgramStart.jar(options, image.file(), args));
      assertEquals("restored", start.outcome(), start.process().err());
      assertEquals(plain.out(), start.process().out());
      assertEquals(plain.exitCode(), start.process().exitCode());
      // A class that can no longer be defined is told of, and its own initializer fails as ever.
      boolean late = checks.startsWith("again");
      assertEquals(late, start.process().err().contains("Later"), start.process().err());
      assertEquals(late ? 1 : 0, plain.exitCode());
    }
  }

  /** Nothing of it is where class loaders look. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldMakeThemItselfWithoutTheImage(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofLoads(jdk);
    String[] args = {"there", "plain", "more", "there", "again"};
    assertMadeWithoutTheImage(image, directory, args);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreWhoMadeThem(TestJdk jdk) throws Exception {
    BuiltImage image = BuiltImage.ofLoads(jdk);
    ImageReport report = ImageReport.read(image.file());
    assertAllRestored(report);
    Made made = ReferenceParser.parseImage(image.file()).heap().made();
    List<String> members = new ArrayList<>();
    for (Made.Loader loader : made.loaders()) {
      for (int row : loader.members()) {
        members.add(made.rows().get(row).type().name().replace(PACKAGE, ""));
      }
    }
    members.sort(null);
    assertEquals(
        List.of("Alone", "Early", "Elder", "Later", "Owned", "Plain", "Safe$", "Young$$$$$"),
        members);
    assertEquals(8, made.loaders().size());
    assertEquals(1, made.loaders().stream().filter(l -> l.parent() >= 0).count());
    assertTrue(
        report
            .effects()
            .contains(
                PACKAGE
                    + "Loads$Plain makes the class "
                    + PACKAGE
                    + "Plain in a class loader of its own, which the image keeps"),
        report.effects().toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldVerify(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofLoads(jdk);
    assertVerified(jdk, directory, image.file());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldDefineAtBootWhatAPreloadMade(TestJdk jdk) {
    assertPreloaded(
        jdk,
        directory,
        ProgramJar.program("Loads"),
        "preloaded: Taken 9/1/1before true 1 true false true 6");
  }
}
