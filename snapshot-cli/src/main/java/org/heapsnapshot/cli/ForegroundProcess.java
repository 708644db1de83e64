package org.heapsnapshot.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.core.SnapshotException;

/**
 * A program in our place: it has our streams, we wait for it, and a signal that ends us asks it to
 * end as well, with time for its own shutdown hooks.
 */
final class ForegroundProcess {
  private static final long GRACE_SECONDS = 30;

  private ForegroundProcess() {}

  /**
   * Runs a command line to its end and returns its exit code.
   *
   * @throws SnapshotException when it cannot be started
   */
  static int run(List<String> command) {
    Process process;
    try {
      process = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw new SnapshotException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
    Thread hook = new Thread(() -> end(process), "end-program");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SnapshotException("interrupted while the program ran", e);
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    if (!process.isAlive()) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
