package org.heapsnapshot.cli.text;

import org.heapsnapshot.core.BuildSummary;

/** What {@code build} prints at its end. */
public final class BuildText {
  private static final int COSTLIEST = 10;

  private BuildText() {}

  /** The summary, ending in a line feed. */
  public static String of(BuildSummary summary) {
    StringBuilder text = new StringBuilder();
    line(text, "Image", summary.image() + " (" + Amounts.bytes(summary.imageBytes()) + ")");
    line(text, "Archive", summary.archive() == null ? "none" : summary.archive().toString());
    line(text, "Restored", initializers(summary));
    line(
        text,
        "State",
        Amounts.count(summary.objects(), "object")
            + ", "
            + Amounts.count(summary.reseeded(), "collection")
            + " rebuilt at boot, "
            + Amounts.count(summary.guards(), "guard"));
    line(text, "Observed", Amounts.count(summary.iterations(), "time") + " until nothing changed");
    line(text, "Start with", "java @" + summary.args());
    for (String note : summary.notes()) {
      line(text, "Note", note);
    }
    String costly = Costly.of(summary.costliest(), summary.costNanos(), COSTLIEST);
    return text.append(costly.isEmpty() ? "" : "\n" + costly).toString();
  }

  private static String initializers(BuildSummary summary) {
    return String.format(
        "%d of %d initializers, %s of %s (%s) of their time in training",
        summary.restored(),
        summary.trained(),
        Amounts.millis(summary.restoredNanos()),
        Amounts.millis(summary.trainedNanos()),
        Amounts.share(summary.restoredNanos(), summary.trainedNanos()));
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(String.format("%-11s %s%n", label, value.indent(12).strip()));
  }
}
