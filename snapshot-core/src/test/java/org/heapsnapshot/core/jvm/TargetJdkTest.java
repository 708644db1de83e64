package org.heapsnapshot.core.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.heapsnapshot.core.SnapshotException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetJdkTest {
  @TempDir Path directory;

  @Test
  void shouldDescribeTheRunningJdk() {
    TargetJdk jdk = TargetJdk.of(null);
    assertEquals(Runtime.version().feature(), jdk.feature());
    assertEquals(System.getProperty("java.vm.version"), jdk.build());
    assertTrue(Files.isExecutable(jdk.launcher()), jdk.launcher().toString());
  }

  @Test
  void shouldAskAnotherJdkForItsProperties() throws Exception {
    // A launcher elsewhere that passes everything on is another JDK as far as this tool can see.
    Path real = Path.of(System.getProperty("java.home"), "bin", "java");
    TargetJdk jdk = TargetJdk.of(home("exec " + real + " \"$@\""));
    assertEquals(System.getProperty("java.vm.name"), jdk.vmName());
    assertEquals(System.getProperty("java.vm.version"), jdk.build());
  }

  @Test
  void throwsWhenThereIsNoJdk() {
    assertRefused("bin/java is missing or not executable", directory);
  }

  @Test
  void throwsWhenItIsTooOld() throws Exception {
    assertRefused("is Java 1.8, expected 17 or newer", home(settings("1.8", "OpenJDK VM")));
    assertRefused("is Java 11, expected 17 or newer", home(settings("11", "OpenJDK VM")));
  }

  @Test
  void throwsWhenItIsNotHotSpot() throws Exception {
    assertRefused("runs on Eclipse OpenJ9 VM", home(settings("17", "Eclipse OpenJ9 VM")));
  }

  @Test
  void throwsWhenItDoesNotStart() throws Exception {
    assertRefused("does not start: exit code 5", home("echo broken >&2; exit 5"));
  }

  private void assertRefused(String expected, Path home) {
    SnapshotException e = assertThrows(SnapshotException.class, () -> TargetJdk.of(home));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().contains(home.toString()), e.getMessage());
  }

  private static String settings(String version, String vm) {
    return "echo '    java.specification.version = "
        + version
        + "' >&2\n"
        + "echo '    java.vm.name = "
        + vm
        + "' >&2\n"
        + "echo '    java.vm.version = 1+1' >&2";
  }

  private Path home(String script) throws Exception {
    Path home = Files.createTempDirectory(directory, "jdk");
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }
}
