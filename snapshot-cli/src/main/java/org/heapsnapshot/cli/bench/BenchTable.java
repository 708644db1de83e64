package org.heapsnapshot.cli.bench;

import java.util.Locale;
import org.heapsnapshot.core.bench.BenchPlan;
import org.heapsnapshot.core.bench.BenchResult;
import org.heapsnapshot.core.bench.Statistics;
import org.heapsnapshot.core.bench.Statistics.Interval;
import org.heapsnapshot.core.bench.VariantKind;
import org.heapsnapshot.core.bench.VariantResult;

/** The table that {@code bench} prints, and what it means. */
public final class BenchTable {
  private static final String HEAD = "%-14s %9s %9s %6s %-14s %8s %6s %9s %6s %9s %7s%n";
  private static final String ROW = "%-14s %6s ms %6s ms %6s %-14s %8s %6s %9s %6s %9s %7s%n";

  private BenchTable() {}

  /** The table and its legend, ending in a line feed. */
  public static String of(BenchResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            HEAD,
            "started as",
            "median",
            "least",
            "ratio",
            "95 % interval",
            "CPU",
            "ratio",
            "peak",
            "ratio",
            "archive",
            "made in"));
    VariantResult reference = result.reference();
    for (VariantResult one : result.results()) {
      text.append(row(one, reference, result.plan()));
    }
    text.append('\n').append(legend(result)).append('\n');
    for (VariantResult one : result.results()) {
      VariantKind kind = one.variant().kind();
      text.append(String.format("  %-14s %s%n", kind.label(), kind.description()));
    }
    text.append('\n').append(state(result));
    result.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  private static String row(VariantResult one, VariantResult reference, BenchPlan plan) {
    Interval interval = one.intervalTo(reference, plan.seed());
    boolean same = one == reference;
    long archive = one.variant().archiveBytes();
    return String.format(
        Locale.ROOT,
        ROW,
        one.variant().kind().label(),
        number("%.0f", one.medianMillis()),
        number("%.0f", Statistics.least(one.wallMillis())),
        same ? "1" : number("%.2f", one.ratioTo(reference)),
        same ? "" : String.format(Locale.ROOT, "%.2f to %.2f", interval.low(), interval.high()),
        number("%.0f ms", one.cpuMillis()),
        same ? "1" : number("%.2f", one.cpuMillis() / reference.cpuMillis()),
        number("%.1f MB", one.peakMib()),
        same ? "1" : number("%.2f", one.peakMib() / reference.peakMib()),
        archive == 0 ? "-" : String.format(Locale.ROOT, "%.1f MB", archive / 1048576.0),
        archive == 0
            ? "-"
            : String.format(Locale.ROOT, "%.1f s", one.variant().archiveNanos() / 1e9));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static String legend(BenchResult result) {
    BenchPlan plan = result.plan();
    String until =
        plan.request() != null
            ? "to the first right answer"
            : plan.until() != null ? "to the line waited for" : "to the end";
    String what =
        plan.parallel() == 1
            ? String.format("Whole processes %s", until)
            : String.format("%d processes at once, %s of the last", plan.parallel(), until);
    return String.format(
        Locale.ROOT,
        "%s; %d starts each, in blocks of one each in random order (seed %d), on %d processors, %s.%n"
            + "Ratios are to '%s': medians of the blocks' ratios with a bootstrap interval; CPU is a"
            + " mean, peak memory a median of starts of their own.%n",
        what,
        plan.starts(),
        plan.seed(),
        result.processors(),
        result.jdk(),
        result.reference().variant().kind().label());
  }

  /** What the state gains and what only its packing does. */
  private static String state(BenchResult result) {
    VariantResult rewritten = result.resultOrNull(VariantKind.REWRITTEN);
    VariantResult image = result.resultOrNull(VariantKind.IMAGE_AND_ARCHIVE);
    if (rewritten == null || image == null) {
      return "";
    }
    Interval interval = image.intervalTo(rewritten, result.plan().seed());
    return String.format(
        Locale.ROOT,
        "What the state alone gains: image+archive to rewritten %.2f (%.2f to %.2f). The image has"
            + " %.1f MB.%n",
        image.ratioTo(rewritten),
        interval.low(),
        interval.high(),
        image.variant().programBytes() / 1048576.0);
  }
}
