package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.runtime.format.GuardKind;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that depend on the number of processors are restored where it is that of the build. */
class ConditionalProcessTest {
  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreAllWhereTheNumberIsThatOfTheBuild(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofConditional(jdk);
    ImageReport report = ImageReport.read(image.file());
    assertTrue(report.verdicts().stream().allMatch(v -> v.buildTime()), report.verdicts() + "");
    assertEquals(
        List.of(GuardKind.PROCESSORS + " true"),
        report.guards().stream().map(ConditionalProcessTest::text).toList());
    assertTrue(
        image.build().out().contains("6 classes are restored only where there are "),
        image.build().out());
    ProgramStart start = start(jdk, image, List.of());
    assertEquals(0, start.count("declinedClasses"));
    assertEquals(image.plain(directory).out(), start.process().out());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreTheRestElsewhere(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofConditional(jdk);
    int other = Runtime.getRuntime().availableProcessors() + 1;
    ProgramStart start =
        start(jdk, image, List.of("-XX:ActiveProcessorCount=" + other, "-Dsnapshot.log=info"));
    assertEquals(6, start.count("declinedClasses"));
    assertEquals(image.plain(directory).out(), start.process().out());
    String line =
        "6 classes are initialized ordinarily: number of processors found=\"" + other + "\"";
    assertTrue(start.process().err().contains(line), start.process().err());
    JavaProcess quiet =
        JavaProcess.run(
            jdk,
            directory,
            ProgramStart.jar(List.of("-XX:ActiveProcessorCount=" + other), image.file()));
    assertEquals("", quiet.err());
  }

  private static String text(Guard guard) {
    return guard.kind() + " " + guard.partial();
  }

  private ProgramStart start(TestJdk jdk, BuiltImage image, List<String> options) {
    ProgramStart start = ProgramStart.run(jdk, directory, ProgramStart.jar(options, image.file()));
    assertEquals("restored", start.outcome(), start.process().err());
    return start;
  }
}
