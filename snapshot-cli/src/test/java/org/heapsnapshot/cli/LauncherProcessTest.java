package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code snapshot} in a checkout of its own, whose Maven is a fake. */
@DisabledOnOs(OS.WINDOWS)
class LauncherProcessTest {
  private static final String JAVA_HOME = TestJdk.running().home().toString();
  private static final Path TOOL = Path.of(System.getProperty("snapshot.jar"));

  @TempDir Path directory;
  private Path checkout;
  private Path jar;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectory(directory.resolve("a check out"));
    Path script = Path.of(System.getProperty("snapshot.launcher"));
    Files.copy(script, checkout.resolve("snapshot"));
    Path target = Files.createDirectories(checkout.resolve("snapshot-cli/target"));
    Files.createDirectories(checkout.resolve("snapshot-core/src/main/java"));
    jar = Files.copy(TOOL, target.resolve("snapshot.jar"));
    executable("bin/mvn", "echo \"mvn in $PWD\"; cp '" + TOOL + "' '" + jar + "'");
  }

  @Test
  void shouldStartTheToolThroughALinkFromAnywhere() throws IOException {
    Path link =
        Files.createSymbolicLink(directory.resolve("link"), Path.of("a check out/snapshot"));

    ChildResult result = launch(link, JAVA_HOME);

    assertEquals(0, result.exitCode(), result.errors());
    assertTrue(result.output().startsWith("snapshot "), result.output());
    assertEquals("", result.errors());
  }

  @Test
  void shouldBuildWhatIsMissingOrStale() throws IOException {
    Files.delete(jar);
    assertBuilds();

    Path source = Files.createFile(checkout.resolve("snapshot-core/src/main/java/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertBuilds();
  }

  @Test
  void shouldSayWhatIsWrongWithTheJdk() throws IOException {
    ChildResult missing = launch(checkout.resolve("snapshot"), "/no/jdk");
    assertEquals(1, missing.exitCode());
    assertEquals(
        "snapshot: JAVA_HOME is /no/jdk, but there is no bin/java in it", missing.errors().strip());

    executable("old/bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    Path old = directory.resolve("old");
    ChildResult tooOld = launch(checkout.resolve("snapshot"), old.toString());
    assertEquals(1, tooOld.exitCode());
    assertEquals(
        "snapshot: " + old + "/bin/java is Java 11; Snapshot needs 17 or newer (set JAVA_HOME)",
        tooOld.errors().strip());
  }

  @Test
  void shouldSayThatTheBuildFailed() throws IOException {
    Files.delete(jar);
    executable("bin/mvn", "echo 'no compiler'; exit 1");

    ChildResult result = launch(checkout.resolve("snapshot"), JAVA_HOME);

    assertEquals(1, result.exitCode());
    assertEquals(
        List.of("building...", "no compiler", "snapshot: the build failed; see above"),
        result.errors().lines().toList());
  }

  private void assertBuilds() {
    ChildResult result = launch(checkout.resolve("snapshot"), JAVA_HOME);

    assertEquals(0, result.exitCode(), result.errors());
    assertTrue(result.output().startsWith("snapshot "), result.output());
    assertTrue(result.errors().startsWith("building...\nmvn in "), result.errors());
    assertTrue(result.errors().strip().endsWith("a check out"), result.errors());
  }

  private ChildResult launch(Path script, String javaHome) {
    String path = directory.resolve("bin") + ":" + System.getenv("PATH");
    return ChildJvm.of(script.toString(), "--version")
        .in(directory)
        .environment(Map.of("PATH", path, "JAVA_HOME", javaHome))
        .timeout(Duration.ofSeconds(60))
        .run();
  }

  private void executable(String name, String script) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
