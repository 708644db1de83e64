package org.heapsnapshot.core.jvm;

import java.util.regex.Pattern;

/** Asks a process to end (SIGTERM) at the first line that matches. Thread-safe. */
final class UntilLine {
  private final Pattern pattern;
  private final Process process;
  private volatile boolean seen;

  UntilLine(Pattern pattern, Process process) {
    this.pattern = pattern;
    this.process = process;
  }

  boolean seen() {
    return seen;
  }

  void line(String line) {
    if (!seen && pattern.matcher(line).find()) {
      seen = true;
      // Through the handle: Process.destroy closes the pipes and with them the last output.
      process.toHandle().destroy();
    }
  }
}
