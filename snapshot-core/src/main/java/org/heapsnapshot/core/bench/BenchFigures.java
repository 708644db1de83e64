package org.heapsnapshot.core.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;

/**
 * A result as it is written down: the figures of the table, and every sample. What is unknown is
 * null.
 *
 * @param jdk {@code java.vm.name} and {@code java.vm.version}
 * @param processors processors of the machine
 * @param args the program's arguments
 * @param starts measured starts of each variant
 * @param parallel processes of each of these starts
 * @param seed of the order within blocks and of the bootstrap
 * @param timeTo {@code end}, {@code line} or {@code answer}
 * @param reference name of the variant that ratios are to
 * @param variants in the order of the ablation
 * @param notes what a reader should know, a line each
 */
public record BenchFigures(
    String jdk,
    int processors,
    List<String> args,
    int starts,
    int parallel,
    long seed,
    String timeTo,
    String reference,
    List<Row> variants,
    List<String> notes) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /**
   * One variant.
   *
   * @param name its label
   * @param description what is started
   * @param medianMillis median of the starts
   * @param leastMillis the fastest of them
   * @param ratio median of the blocks' ratios to the reference
   * @param ratioLow lower end of its 95 % interval
   * @param ratioHigh upper end
   * @param cpuMillis mean of user and system time of a process
   * @param cpuRatio that to the reference's
   * @param peakMib median of the most memory resident
   * @param peakRatio that to the reference's
   * @param programBytes size of the jars, the bundle or the image
   * @param archiveBytes size of the archive; 0 when there is none
   * @param archiveMillis what making it took
   * @param samples every measured start
   * @param peakKib of each watched start
   */
  public record Row(
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

  /** One measured start, as {@link Sample}. */
  public record Start(int block, int turn, Double wallMillis, Double cpuMillis) {}

  /** The figures of a result. */
  public static BenchFigures of(BenchResult result) {
    BenchPlan plan = result.plan();
    return new BenchFigures(
        result.jdk(),
        result.processors(),
        plan.args(),
        plan.starts(),
        plan.parallel(),
        plan.seed(),
        plan.request() != null ? "answer" : plan.until() != null ? "line" : "end",
        result.reference().variant().kind().label(),
        result.results().stream().map(one -> row(one, result)).toList(),
        result.notes());
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
        one.samples().stream().map(BenchFigures::start).toList(),
        one.peakKib());
  }

  private static Start start(Sample sample) {
    return new Start(
        sample.block(), sample.turn(), known(sample.wallMillis()), known(sample.cpuMillis()));
  }

  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The variant of a kind, or null when it was not measured. */
  public Row rowOrNull(VariantKind kind) {
    return variants.stream().filter(r -> r.name().equals(kind.label())).findFirst().orElse(null);
  }

  /** As JSON text, ending in a line feed. */
  public String toJson() {
    return GSON.toJson(this) + "\n";
  }

  /**
   * From JSON text.
   *
   * @throws SnapshotException when it is none of this kind
   */
  public static BenchFigures fromJson(String json) {
    try {
      BenchFigures figures = GSON.fromJson(json, BenchFigures.class);
      if (figures == null || figures.variants() == null) {
        throw new SnapshotException("no figures of a comparison");
      }
      return figures;
    } catch (JsonParseException e) {
      throw new SnapshotException("no figures of a comparison: " + e.getMessage(), e);
    }
  }
}
