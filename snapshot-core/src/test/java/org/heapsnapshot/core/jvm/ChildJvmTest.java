package org.heapsnapshot.core.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.heapsnapshot.core.SnapshotException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
  private static final String PROGRAM =
      """
      public class Child {
        public static void main(String[] args) throws Exception {
          switch (args[0]) {
            case "echo" -> {
              System.out.write(System.in.readAllBytes());
              System.out.println(System.getenv("TOKEN") + " " + System.getenv("HOME"));
              System.out.println(java.nio.file.Path.of("").toAbsolutePath());
              System.err.println("said on error");
              System.exit(7);
            }
            case "serve" -> {
              Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("bye")));
              System.out.println("booting");
              System.err.println("Started in 3 s");
              Thread.sleep(60_000);
            }
            case "flood" -> {
              byte[] bytes = new byte[1 << 16];
              java.util.Arrays.fill(bytes, (byte) 'x');
              for (int i = 0; i < 64; i++) System.out.write(bytes);
              System.out.println("end");
            }
            case "hang" -> Thread.sleep(60_000);
            default -> throw new Error(args[0]);
          }
        }
      }
      """;

  @TempDir Path directory;

  private ChildJvm child(String what) throws Exception {
    Path source = Files.writeString(directory.resolve("Child.java"), PROGRAM);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ChildJvm.of(java, "-Xmx256m", "-Xint", source.toString(), what)
        .timeout(Duration.ofSeconds(60));
  }

  @Test
  void shouldLetWatchersEndIt() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch over = new CountDownLatch(1);
    ChildResult result =
        child("hang")
            .watchedBy(ProcessHandle::destroy)
            .watchedBy(
                process -> {
                  try {
                    Thread.sleep(60_000);
                  } catch (InterruptedException e) {
                    interrupted.set(true);
                  }
                  over.countDown();
                })
            .run();
    assertFalse(result.timedOut());
    assertTrue(over.await(30, TimeUnit.SECONDS));
    assertTrue(interrupted.get());
  }

  @Test
  void shouldPassInputDirectoryEnvironmentAndExitCode() throws Exception {
    Path all = directory.resolve("all.txt");
    ChildResult result =
        child("echo")
            .in(directory)
            .environment(Map.of("TOKEN", "t1"))
            .input("in\n".getBytes(StandardCharsets.UTF_8))
            .outputTo(all)
            .run();
    assertEquals(7, result.exitCode(), result.errors());
    String real = directory.toRealPath().toString();
    assertEquals("in\nt1 null\n" + real + "\n", result.output());
    assertEquals(result.output(), Files.readString(all));
    assertEquals("said on error\n", result.errors());
    assertFalse(result.succeeded());
    assertTrue(result.describe().startsWith("exit code 7"), result.describe());
  }

  @Test
  void shouldEndAServerGentlyOnceTheLineIsSeen() throws Exception {
    ChildResult result = child("serve").until(Pattern.compile("Started in \\d+")).run();
    assertTrue(result.untilSeen());
    assertTrue(result.succeeded());
    assertEquals("booting\nbye\n", result.output());
  }

  @Test
  void shouldKillWhatHangs() throws Exception {
    ChildResult result = child("hang").timeout(Duration.ofMillis(1500)).run();
    assertTrue(result.timedOut());
    assertFalse(result.succeeded());
    assertTrue(result.nanos() < 20_000_000_000L, result.describe());
  }

  @Test
  void shouldKeepOnlyTheEndOfALongOutput() throws Exception {
    ChildResult result = child("flood").run();
    assertEquals(ChildJvm.KEPT_BYTES, result.output().length());
    assertTrue(result.output().endsWith("xend\n"));
  }

  @Test
  void throwsWhenTheLauncherIsMissing() {
    Path nothing = directory.resolve("nothing");
    SnapshotException e =
        assertThrows(SnapshotException.class, () -> ChildJvm.of(nothing.toString()).run());
    assertTrue(e.getMessage().contains(nothing.toString()), e.getMessage());
  }
}
