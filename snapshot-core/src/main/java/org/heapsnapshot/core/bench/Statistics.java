package org.heapsnapshot.core.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.heapsnapshot.core.archive.StockComparison;

/** What is said about samples. */
public final class Statistics {
  /** Resamples of a bootstrap; more change the third digit of an interval only. */
  static final int RESAMPLES = 10_000;

  private static final double TAIL = 0.025;

  private Statistics() {}

  /** A range of values, both ends included. */
  public record Interval(double low, double high) {}

  /**
   * The middle value; the mean of both middle ones of an even number; NaN of nothing.
   *
   * @param values in any order; left as they are
   */
  public static double median(double[] values) {
    return values.length == 0 ? Double.NaN : StockComparison.median(values);
  }

  /** The least value; NaN of nothing. */
  public static double least(double[] values) {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  /** The arithmetic mean; NaN of nothing. */
  public static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The geometric mean of positive values; NaN of nothing. */
  public static double geometricMean(double[] values) {
    return Math.exp(Arrays.stream(values).map(Math::log).average().orElse(Double.NaN));
  }

  /**
   * Element by element.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double[] ratios(double[] values, double[] references) {
    if (values.length != references.length) {
      throw new IllegalArgumentException(values.length + " values, " + references.length + " refs");
    }
    double[] ratios = new double[values.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = values[i] / references[i];
    }
    return ratios;
  }

  /**
   * A 95 % interval of the median by the percentile bootstrap (Efron 1979): medians of resamples
   * drawn with replacement.
   *
   * @param seed the same seed and values give the same interval
   */
  public static Interval bootstrap(double[] values, long seed) {
    if (values.length == 0) {
      return new Interval(Double.NaN, Double.NaN);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] medians = new double[RESAMPLES];
    double[] resample = new double[values.length];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < resample.length; j++) {
        resample[j] = values[random.nextInt(values.length)];
      }
      medians[i] = median(resample);
    }
    Arrays.sort(medians);
    int cut = (int) Math.floor(TAIL * RESAMPLES);
    return new Interval(medians[cut], medians[RESAMPLES - 1 - cut]);
  }
}
