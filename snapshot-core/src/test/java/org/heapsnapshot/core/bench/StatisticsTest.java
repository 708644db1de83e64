package org.heapsnapshot.core.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.heapsnapshot.core.bench.Statistics.Interval;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final double[] SKEWED = {10, 11, 12, 12, 13, 14, 15, 40, 90};

  @Test
  void shouldTakeTheMiddle() {
    assertEquals(2, Statistics.median(new double[] {9, 1, 2}));
    assertEquals(1.5, Statistics.median(new double[] {9, 1, 2, 0}));
    assertTrue(Double.isNaN(Statistics.median(new double[0])));
  }

  @Test
  void shouldLeaveTheValuesInTheirOrder() {
    double[] values = {3, 1, 2};
    Statistics.median(values);
    Statistics.bootstrap(values, 1);
    assertArrayEquals(new double[] {3, 1, 2}, values);
  }

  @Test
  void shouldMultiplyInTheGeometricMean() {
    assertEquals(4, Statistics.geometricMean(new double[] {2, 8}), 1e-12);
    assertEquals(1, Statistics.geometricMean(new double[] {0.5, 2}), 1e-12);
    assertTrue(Double.isNaN(Statistics.geometricMean(new double[0])));
  }

  @Test
  void shouldPairValues() {
    double[] ratios = Statistics.ratios(new double[] {1, 9}, new double[] {2, 3});
    assertArrayEquals(new double[] {0.5, 3}, ratios);
  }

  @Test
  void throwsOnValuesWithoutPartner() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Statistics.ratios(new double[] {1}, new double[] {1, 2}));
  }

  @Test
  void shouldRepeatAnIntervalFromItsSeed() {
    assertEquals(Statistics.bootstrap(SKEWED, 7), Statistics.bootstrap(SKEWED, 7));
  }

  /** The order statistics that bound the median of nine with 95 %: the second and the eighth. */
  @Test
  void shouldFindTheIntervalOfAMedian() {
    Interval interval = Statistics.bootstrap(SKEWED, 1);
    assertEquals(11, interval.low());
    assertEquals(40, interval.high());
  }

  @Test
  void shouldNarrowTheIntervalWithMoreValues() {
    double[] many = new double[900];
    for (int i = 0; i < many.length; i++) {
      many[i] = SKEWED[i % SKEWED.length];
    }
    Interval interval = Statistics.bootstrap(many, 1);
    assertTrue(interval.low() >= 12 && interval.high() <= 14, interval.toString());
  }

  @Test
  void shouldGiveNoWidthToEqualValues() {
    assertEquals(new Interval(5, 5), Statistics.bootstrap(new double[] {5, 5, 5}, 3));
  }
}
