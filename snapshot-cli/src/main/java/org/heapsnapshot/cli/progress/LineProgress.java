package org.heapsnapshot.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.heapsnapshot.core.Progress;

/** A line for each stage and note, with the seconds since the start. */
final class LineProgress implements Progress {
  private final PrintWriter to;
  private final LongSupplier nanoTime;
  private final long start;

  LineProgress(PrintWriter to, LongSupplier nanoTime) {
    this.to = to;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  @Override
  public void stage(String name) {
    to.println(seconds() + name);
    to.flush();
  }

  @Override
  public void note(String line) {
    to.println(seconds() + "  " + line);
    to.flush();
  }

  private String seconds() {
    double seconds = (nanoTime.getAsLong() - start) / 1e9;
    return String.format(Locale.ROOT, "[%6.1f s] ", seconds);
  }
}
