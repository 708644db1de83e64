package org.heapsnapshot.corpus;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.heapsnapshot.core.bench.BenchFigures;
import org.heapsnapshot.core.bench.VariantKind;

/** The tables of docs/PERFORMANCE.md. */
final class Performance {
  /** The part of the page that they are. */
  static final String PART = "tables";

  private static final List<VariantKind> COMPARED =
      List.of(
          VariantKind.PLAIN,
          VariantKind.STOCK_AGAIN,
          VariantKind.REPACKED,
          VariantKind.REWRITTEN,
          VariantKind.IMAGE,
          VariantKind.IMAGE_AND_ARCHIVE);

  private final List<Measured> all;
  private final String machine;
  private final StringBuilder page = new StringBuilder();

  private Performance(List<Measured> all, String machine) {
    this.all = all;
    this.machine = machine;
  }

  /**
   * The tables, ending in a line feed.
   *
   * @param all by JDK, programs in the order of the tables
   * @param machine a phrase that names the processor
   */
  static String of(List<Measured> all, String machine) {
    if (all.isEmpty()) {
      return "Nothing was measured.\n";
    }
    Performance performance = new Performance(all, machine);
    performance.setting();
    all.stream().map(Measured::jdk).distinct().forEach(performance::jdk);
    return performance.page.toString();
  }

  private void setting() {
    Instant first = all.stream().map(Measured::at).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = all.stream().map(Measured::at).max(Comparator.naturalOrder()).orElseThrow();
    line(
        "Measured on %s, %d processors, %s.",
        machine,
        all.get(0).single().processors(),
        first.equals(last) ? "at " + first : "between " + first + " and " + last);
  }

  private void jdk(int feature) {
    List<Measured> programs = all.stream().filter(m -> m.jdk() == feature).toList();
    BenchFigures first = programs.get(0).single();
    page.append('\n');
    line("### JDK %d", feature);
    page.append('\n');
    line("%s; %d starts of each.", first.jdk(), first.starts());
    page.append('\n');
    targets(feature, programs);
    ratios(programs);
    figures(programs);
  }

  private void targets(int feature, List<Measured> programs) {
    line("| image + archive against the stock archive | target | measured | |");
    line("| --- | --- | --- | --- |");
    for (Targets.Line target : new Targets(feature, programs).lines()) {
      line(
          "| %s | %s | %s | %s |",
          target.what(), target.target(), target.measured(), target.met() ? "met" : "**missed**");
    }
    page.append('\n');
  }

  /** The ablation. */
  private void ratios(List<Measured> programs) {
    line("| | stock | plain | A/A | repacked | rewritten | image | image + archive | 95 %% |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Measured measured : programs) {
      BenchFigures figures = measured.single();
      StringBuilder cells = new StringBuilder();
      cells.append(millis(figures.rowOrNull(VariantKind.STOCK).medianMillis()));
      for (VariantKind kind : COMPARED) {
        cells.append(" | ").append(number("%.2f", figures.rowOrNull(kind).ratio()));
      }
      BenchFigures.Row ours = figures.rowOrNull(VariantKind.IMAGE_AND_ARCHIVE);
      cells.append(
          String.format(Locale.ROOT, " | %.2f to %.2f", ours.ratioLow(), ours.ratioHigh()));
      line("| %s | %s |", measured.program(), cells);
    }
    page.append('\n');
  }

  private void figures(List<Measured> programs) {
    line(
        "| | image + archive | CPU | ratio | peak | ratio | %d at once | image | archive | stock"
            + " archive | build | archive made in |",
        BenchRun.TOGETHER);
    line("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Measured measured : programs) {
      BenchFigures.Row ours = measured.single().rowOrNull(VariantKind.IMAGE_AND_ARCHIVE);
      BenchFigures.Row stock = measured.single().rowOrNull(VariantKind.STOCK);
      BenchFigures.Row together = measured.together().rowOrNull(VariantKind.IMAGE_AND_ARCHIVE);
      line(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
          measured.program(),
          millis(ours.medianMillis()),
          millis(ours.cpuMillis()),
          number("%.2f", ours.cpuRatio()),
          number("%.0f MB", ours.peakMib()),
          number("%.2f", ours.peakRatio()),
          number("%.2f", together.ratio()),
          megabytes(measured.imageBytes()),
          megabytes(ours.archiveBytes()),
          megabytes(stock.archiveBytes()),
          number("%.0f s", measured.buildSeconds()),
          ours.archiveMillis() == null ? "-" : number("%.0f s", ours.archiveMillis() / 1e3));
    }
  }

  private static String millis(Double value) {
    return number("%.0f ms", value);
  }

  private static String megabytes(long bytes) {
    return bytes == 0 ? "-" : number("%.1f MB", bytes / 1048576.0);
  }

  private static String number(String format, Double value) {
    return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, format, value);
  }

  private void line(String format, Object... arguments) {
    page.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
