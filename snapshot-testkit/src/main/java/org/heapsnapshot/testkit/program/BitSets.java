package org.heapsnapshot.testkit.program;

import java.util.BitSet;

/** Bit sets, small and sparse. */
final class BitSets {
  static final BitSet SMALL = new BitSet();
  static final BitSet SPARSE = new BitSet();

  static {
    SMALL.set(1, 4);
    SPARSE.set(63);
    SPARSE.set(100_000);
  }

  private BitSets() {}

  static void check(Checks checks) {
    checks.equal("small", "{1, 2, 3}", SMALL.toString());
    checks.that("sparse", SPARSE.get(63) && SPARSE.get(100_000) && SPARSE.cardinality() == 2);
    SMALL.set(200);
    SMALL.andNot(SPARSE);
    checks.equal("changed", "{1, 2, 3, 200}", SMALL.toString());
    SPARSE.clear(100_000);
    checks.equal("shrinks", 64, SPARSE.length());
  }
}
