package org.heapsnapshot.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.heapsnapshot.core.bench.BenchFigures;
import org.heapsnapshot.core.bench.Statistics;
import org.heapsnapshot.core.bench.VariantKind;

/** What the image with its archive is to reach against the stock archive, and what it reaches. */
final class Targets {
  static final String EMPTY = "empty";
  private static final String CLOJURE = "clojure";

  private static final double MEAN_WALL = 0.70;
  private static final double EACH_WALL = 1.02;
  private static final double MEAN_CPU = 0.75;
  private static final double EACH_PEAK = 1.10;
  private static final double EMPTY_MILLIS = 3;
  private static final double MEAN_TOGETHER = 0.75;

  private final List<Measured> programs;
  private final Measured empty;
  private final int jdk;

  /**
   * @param all what was measured on one JDK
   */
  Targets(int jdk, List<Measured> all) {
    this.jdk = jdk;
    this.programs = all.stream().filter(m -> !m.program().equals(EMPTY)).toList();
    this.empty = all.stream().filter(m -> m.program().equals(EMPTY)).findFirst().orElse(null);
  }

  /**
   * A line of the table.
   *
   * @param what is measured
   * @param target what is to be reached, in words
   * @param measured what is reached, in words
   * @param met whether that is enough
   */
  record Line(String what, String target, String measured, boolean met) {}

  /** The lines for which there are figures. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    double clojure = jdk >= 24 ? 0.50 : 0.48;
    programs.stream()
        .filter(m -> m.program().equals(CLOJURE))
        .findFirst()
        .ifPresent(m -> lines.add(most("Clojure `-e`", clojure, wall(m), "")));
    if (!programs.isEmpty()) {
      String of = " of " + programs.size() + (programs.size() == 1 ? " program" : " programs");
      lines.add(most("geometric mean" + of, MEAN_WALL, mean(Targets::wall), ""));
      lines.add(worst("each program", EACH_WALL, Targets::wall));
      lines.add(most("CPU time, geometric mean" + of, MEAN_CPU, mean(Targets::cpu), ""));
      lines.add(worst("peak memory, each program", EACH_PEAK, Targets::peak));
      lines.add(
          most(
              BenchRun.TOGETHER + " starts at once, last to finish, geometric mean" + of,
              MEAN_TOGETHER,
              mean(Targets::together),
              ""));
    }
    if (empty != null) {
      double more = millis(empty, VariantKind.IMAGE_AND_ARCHIVE) - millis(empty, VariantKind.STOCK);
      lines.add(
          new Line(
              "empty `main`, image of no state",
              String.format(Locale.ROOT, "≤ +%.0f ms", EMPTY_MILLIS),
              String.format(Locale.ROOT, "%+.1f ms", more),
              more <= EMPTY_MILLIS));
    }
    return lines;
  }

  private Line worst(String what, double limit, ToDoubleFunction<Measured> ratio) {
    Measured worst = programs.stream().max(Comparator.comparingDouble(ratio)).orElseThrow();
    return most(what, limit, ratio.applyAsDouble(worst), " (" + worst.program() + ")");
  }

  private static Line most(String what, double limit, double found, String whose) {
    return new Line(
        what,
        String.format(Locale.ROOT, "≤ %.2f", limit),
        Double.isNaN(found) ? "unknown" : String.format(Locale.ROOT, "%.2f%s", found, whose),
        found <= limit);
  }

  private double mean(ToDoubleFunction<Measured> ratio) {
    return Statistics.geometricMean(programs.stream().mapToDouble(ratio).toArray());
  }

  private static double wall(Measured measured) {
    return known(ours(measured.single()).ratio());
  }

  private static double cpu(Measured measured) {
    return known(ours(measured.single()).cpuRatio());
  }

  private static double peak(Measured measured) {
    return known(ours(measured.single()).peakRatio());
  }

  private static double together(Measured measured) {
    return known(ours(measured.together()).ratio());
  }

  private static double millis(Measured measured, VariantKind kind) {
    return known(measured.single().rowOrNull(kind).medianMillis());
  }

  private static BenchFigures.Row ours(BenchFigures figures) {
    return figures.rowOrNull(VariantKind.IMAGE_AND_ARCHIVE);
  }

  private static double known(Double value) {
    return value == null ? Double.NaN : value;
  }
}
