package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be unlike in any two processes is so when they start from one image. */
class UniqueProcessTest {
  private static final int STARTS = 100;
  private static final int VALUES = 14;

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldMakeOneHundredDistinctValuesInOneHundredStarts(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofUnique(jdk);
    List<String> quick = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    List<ProgramStart> starts =
        IntStream.range(0, STARTS)
            .parallel()
            .mapToObj(i -> ProgramStart.run(jdk, directory, ProgramStart.jar(quick, image.file())))
            .toList();

    Set<String> lines = new HashSet<>();
    for (ProgramStart start : starts) {
      assertEquals("restored", start.outcome(), start.process().err());
      assertEquals(VALUES, start.process().out().lines().count(), start.process().err());
      start
          .process()
          .out()
          .lines()
          .forEach(line -> assertTrue(lines.add(line), () -> "in two starts: " + line));
    }
    assertEquals(STARTS * VALUES, lines.size());
  }
}
