package org.heapsnapshot.core.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one variant.
 *
 * @param variant which
 * @param samples by block
 * @param peakKib the most memory resident, one number for each start that was watched; empty when
 *     it is unknown
 */
public record VariantResult(Variant variant, List<Sample> samples, List<Long> peakKib) {
  /** Copies the lists. */
  public VariantResult {
    samples = List.copyOf(samples);
    peakKib = List.copyOf(peakKib);
  }

  /** Milliseconds of each block. */
  public double[] wallMillis() {
    return all(Sample::wallMillis);
  }

  /** Median of the milliseconds. */
  public double medianMillis() {
    return Statistics.median(wallMillis());
  }

  /** Mean of user and system time of a process; NaN when it is unknown. */
  public double cpuMillis() {
    return Statistics.mean(all(Sample::cpuMillis));
  }

  /** Median of the peaks in MiB; NaN when it is unknown. */
  public double peakMib() {
    return Statistics.median(peakKib.stream().mapToDouble(kib -> kib / 1024.0).toArray());
  }

  /** Median of the ratios to another variant, block by block. */
  public double ratioTo(VariantResult reference) {
    return Statistics.median(Statistics.ratios(wallMillis(), reference.wallMillis()));
  }

  /** A 95 % interval of that median. */
  public Statistics.Interval intervalTo(VariantResult reference, long seed) {
    return Statistics.bootstrap(Statistics.ratios(wallMillis(), reference.wallMillis()), seed);
  }

  private double[] all(ToDoubleFunction<Sample> what) {
    return samples.stream().mapToDouble(what).toArray();
  }
}
