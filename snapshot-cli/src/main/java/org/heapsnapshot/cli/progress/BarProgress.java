package org.heapsnapshot.cli.progress;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.heapsnapshot.core.Progress;

/** A bar that moves while a stage runs, names it, and is gone at the end. */
final class BarProgress implements Progress, AutoCloseable {
  private static final int COLUMNS = 79;
  private static final int REDRAW_MILLIS = 200;

  private final OneLine line;
  private final ProgressBar bar;
  private String stage = "";

  BarProgress(String task, PrintWriter to) {
    line = new OneLine(to);
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            // How many stages there will be, and how long each takes, nobody knows beforehand.
            .setInitialMax(-1)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .continuousUpdate()
            .hideEta()
            .setConsumer(line)
            .build();
  }

  @Override
  public void stage(String name) {
    stage = name;
    bar.step();
    bar.setExtraMessage(" " + name);
  }

  @Override
  public void note(String line) {
    bar.setExtraMessage(" " + stage + ": " + line);
  }

  @Override
  public void close() {
    bar.close();
    // Not clearDisplayOnFinish(): it leaves the bar of a job that ended before the first redraw.
    line.clear();
  }

  /** Draws over the same line of standard error. */
  private static final class OneLine implements ProgressBarConsumer {
    private final PrintWriter to;

    OneLine(PrintWriter to) {
      this.to = to;
    }

    @Override
    public int getMaxRenderedLength() {
      return COLUMNS;
    }

    @Override
    public void accept(String text) {
      to.print('\r');
      to.print(text.length() > COLUMNS ? text.substring(0, COLUMNS) : text);
      to.flush();
    }

    @Override
    public void clear() {
      to.print("\r" + " ".repeat(COLUMNS) + "\r");
      to.flush();
    }

    @Override
    public void close() {
      to.flush();
    }
  }
}
