package org.heapsnapshot.cli.text;

import java.util.List;
import java.util.Locale;
import org.heapsnapshot.core.EstimateSummary;
import org.heapsnapshot.core.train.Profile;

/** What {@code estimate} prints. */
public final class EstimateText {
  private EstimateText() {}

  /**
   * The bound, and the initializers, dearest first, each with its share of it.
   *
   * @param top how many initializers
   */
  public static String of(EstimateSummary summary, int top) {
    double least = summary.wallMillis() - summary.initializerMillis();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Unmodified program with %s: %.0f ms, of which %.0f ms in initializers (medians of %d"
                + " starts).%n"
                + "An image can save at most %.0f %%: from %.0f to %.0f ms.%n",
            summary.archive(),
            summary.wallMillis(),
            summary.initializerMillis(),
            summary.starts(),
            100 * summary.initializerMillis() / Math.max(summary.wallMillis(), 1e-3),
            summary.wallMillis(),
            least));
    List<Profile.Initialized> all = summary.initializers();
    if (all.isEmpty() || summary.tracedNanos() == 0) {
      return text.append("The program ran no initializer of its own.\n").toString();
    }
    text.append("\nIts initializers, by their share of the time in the traced run:\n");
    for (Profile.Initialized each : all.subList(0, Math.min(Math.max(top, 0), all.size()))) {
      double share = (double) each.selfNanos() / summary.tracedNanos();
      text.append(
          String.format(
              Locale.ROOT,
              "  %5.1f %%  %7.1f ms  %s%n",
              100 * share,
              share * summary.initializerMillis(),
              each.className()));
    }
    return text.toString();
  }
}
