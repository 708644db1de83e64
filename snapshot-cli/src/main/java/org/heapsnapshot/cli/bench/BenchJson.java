package org.heapsnapshot.cli.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import org.heapsnapshot.core.bench.BenchPlan;
import org.heapsnapshot.core.bench.BenchResult;
import org.heapsnapshot.core.bench.Sample;
import org.heapsnapshot.core.bench.Statistics;
import org.heapsnapshot.core.bench.Variant;
import org.heapsnapshot.core.bench.VariantResult;

/** The result of {@code bench} as JSON: the figures of the table, and every sample. */
public final class BenchJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private BenchJson() {}

  /**
   * The whole document.
   *
   * @param timeTo {@code end}, {@code line} or {@code answer}
   * @param reference name of the variant that ratios are to
   */
  private record Document(
      String jdk,
      int processors,
      List<String> args,
      int starts,
      int parallel,
      long seed,
      String timeTo,
      String reference,
      List<Row> variants,
      List<String> notes) {}

  /** A variant; what is unknown is null. */
  private record Row(
      String name,
      String description,
      Double medianMillis,
      Double leastMillis,
      Double ratio,
      Double ratioLow,
      Double ratioHigh,
      Double cpuMillis,
      Double cpuRatio,
      Double peakMib,
      Double peakRatio,
      long programBytes,
      long archiveBytes,
      Double archiveMillis,
      List<Start> samples,
      List<Long> peakKib) {}

  private record Start(int block, int turn, Double wallMillis, Double cpuMillis) {}

  /** The JSON text, ending in a line feed. */
  public static String of(BenchResult result) {
    BenchPlan plan = result.plan();
    String timeTo = plan.request() != null ? "answer" : plan.until() != null ? "line" : "end";
    return GSON.toJson(
            new Document(
                result.jdk(),
                result.processors(),
                plan.args(),
                plan.starts(),
                plan.parallel(),
                plan.seed(),
                timeTo,
                result.reference().variant().kind().label(),
                result.results().stream().map(one -> row(one, result)).toList(),
                result.notes()))
        + "\n";
  }

  private static Row row(VariantResult one, BenchResult result) {
    VariantResult reference = result.reference();
    Statistics.Interval interval = one.intervalTo(reference, result.plan().seed());
    Variant variant = one.variant();
    return new Row(
        variant.kind().label(),
        variant.kind().description(),
        known(one.medianMillis()),
        known(Statistics.least(one.wallMillis())),
        known(one.ratioTo(reference)),
        known(interval.low()),
        known(interval.high()),
        known(one.cpuMillis()),
        known(one.cpuMillis() / reference.cpuMillis()),
        known(one.peakMib()),
        known(one.peakMib() / reference.peakMib()),
        variant.programBytes(),
        variant.archiveBytes(),
        variant.archiveBytes() == 0 ? null : variant.archiveNanos() / 1e6,
        one.samples().stream().map(BenchJson::start).toList(),
        one.peakKib());
  }

  private static Start start(Sample sample) {
    return new Start(
        sample.block(), sample.turn(), known(sample.wallMillis()), known(sample.cpuMillis()));
  }

  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
