package org.heapsnapshot.core.jvm;

import java.util.regex.Pattern;

/** Asks a process to end (SIGTERM) at the first line that matches. Thread-safe. */
final class UntilLine {
  private final Pattern pattern;
  private final Process process;
  private volatile long seenAt; // of System.nanoTime, 0 before

  UntilLine(Pattern pattern, Process process) {
    this.pattern = pattern;
    this.process = process;
  }

  boolean seen() {
    return seenAt != 0;
  }

  /** When, as {@code System.nanoTime}; only once it was seen. */
  long seenAt() {
    return seenAt;
  }

  void line(String line) {
    if (seenAt == 0 && pattern.matcher(line).find()) {
      long now = System.nanoTime();
      seenAt = now == 0 ? 1 : now;
      // Through the handle: Process.destroy closes the pipes and with them the last output.
      process.toHandle().destroy();
    }
  }
}
