package org.heapsnapshot.core.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledJdksTest {
  @Test
  void shouldFindTheRunningJdkOnceAndSkipWhatIsNoJdk() {
    String home = System.getProperty("java.home");
    List<TargetJdk> found =
        InstalledJdks.find(
            Map.of("SNAPSHOT_TEST_JDKS", String.join(java.io.File.pathSeparator, home, "/none")));
    assertEquals(List.of(TargetJdk.of(null)), found);
  }
}
