package org.heapsnapshot.core.capture;

import java.util.Arrays;

/** Compares arrays of primitives whose class is known at run time only. */
final class PrimitiveArrays {
  private PrimitiveArrays() {}

  /** Whether two arrays of one class have the same elements, bit by bit. */
  static boolean equal(Object a, Object b) {
    if (a instanceof byte[] x) {
      return Arrays.equals(x, (byte[]) b);
    }
    if (a instanceof int[] x) {
      return Arrays.equals(x, (int[]) b);
    }
    if (a instanceof char[] x) {
      return Arrays.equals(x, (char[]) b);
    }
    if (a instanceof long[] x) {
      return Arrays.equals(x, (long[]) b);
    }
    if (a instanceof short[] x) {
      return Arrays.equals(x, (short[]) b);
    }
    if (a instanceof boolean[] x) {
      return Arrays.equals(x, (boolean[]) b);
    }
    if (a instanceof float[] x) {
      return Arrays.equals(x, (float[]) b);
    }
    return Arrays.equals((double[]) a, (double[]) b);
  }
}
