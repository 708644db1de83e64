package org.heapsnapshot.testkit.graph;

import java.util.List;

/** SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same numbers for a seed on every JDK. */
final class Dice {
  private long state;

  Dice(long seed) {
    state = seed;
  }

  long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** 0 to bound - 1. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  boolean oneIn(int n) {
    return below(n) == 0;
  }

  <T> T pick(List<? extends T> list) {
    return list.get(below(list.size()));
  }
}
