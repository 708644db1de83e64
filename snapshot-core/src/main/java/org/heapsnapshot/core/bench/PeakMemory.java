package org.heapsnapshot.core.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The most memory that a process had resident: {@code VmHWM} of {@code /proc/PID/status}, read
 * again and again until the process ends. That costs time of the machine, so starts that are timed
 * are not watched.
 */
final class PeakMemory {
  private static final long PAUSE_MILLIS = 2;
  private static final String FIELD = "VmHWM:";

  private volatile long kib;

  /** Watches a process; returns when it has ended or this thread is interrupted. */
  void watch(ProcessHandle process) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      while (process.isAlive()) {
        kib = Math.max(kib, kib(Files.readString(status, StandardCharsets.ISO_8859_1)));
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      // It ended between two reads, or this system has no such file.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** KiB; 0 when nothing was seen. */
  long kib() {
    return kib;
  }

  /** The field in the text of the file; 0 when it is not there, as in a process that has ended. */
  static long kib(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(FIELD))
        .mapToLong(line -> Long.parseLong(line.substring(FIELD.length()).replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
