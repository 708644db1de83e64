package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.ProgramJar;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every start of a main class does first may change what others own, and only in starts of
 * that class.
 */
class FirstClassesProcessTest {
  private static final String FIRST = ProgramJar.program("First");

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreWhatEveryStartDoesFirst(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFirst(jdk);
    String convicted =
        ImageReport.read(image.file()).verdicts().stream()
            .filter(verdict -> !verdict.buildTime())
            .map(Verdict::className)
            .collect(Collectors.joining(" "));
    assertEquals(FIRST + "$Sometimes", convicted);
    for (String[] args : List.of(new String[0], new String[] {"x"})) {
      JavaProcess plain = image.plain(directory, args);
      ProgramStart start =
          ProgramStart.run(jdk, directory, ProgramStart.jar(List.of(), image.file(), args));
      assertEquals("restored", start.outcome(), start.process().err());
      assertEquals(plain.out(), start.process().out());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldNotRestoreItForAnotherMainClass(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFirst(jdk);
    ProgramStart start =
        ProgramStart.run(
            jdk,
            directory,
            List.of("-Dsnapshot=" + image.file(), "-cp", image.file() + "", FIRST + "$Other"));
    assertEquals("[register]", start.process().out().strip());
    assertEquals("fallback", start.outcome());
    assertTrue(start.process().err().contains("main class found=absent"), start.process().err());
  }
}
