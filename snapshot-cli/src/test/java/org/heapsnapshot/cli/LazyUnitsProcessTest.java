package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that are restored by their own initializers, by several threads at once. */
class LazyUnitsProcessTest {
  private static final int STARTS = 12;

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreSharedObjectsOnceWhateverThreadIsFirst(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofTogether(jdk);
    for (int i = 0; i < STARTS; i++) {
      ProgramStart start =
          ProgramStart.run(jdk, directory, ProgramStart.jar(List.of(), image.file()));
      assertEquals("restored", start.outcome(), start.process().err());
      assertEquals("all the same\n", start.process().out(), start.process().err());
      assertEquals(0, start.process().exitCode());
      assertTrue(start.count("lazyClasses") >= 6, "classes restored by their own initializers");
    }
    JavaProcess plain = image.plain(directory);
    assertEquals("all the same\n", plain.out());
  }
}
