package org.heapsnapshot.testkit.program;

import java.util.Arrays;

/** An array of every primitive type, of lengths that are and are not multiples of 8 bytes. */
final class PrimitiveArrays {
  static final boolean[] BOOLEANS = {true, false, true};
  static final byte[] BYTES = {Byte.MIN_VALUE, -1, 0, 1, Byte.MAX_VALUE};
  static final short[] SHORTS = {Short.MIN_VALUE, -1, 0, 1, Short.MAX_VALUE};
  static final char[] CHARS = {0, 'a', 'λ', 0xD800, 0xFFFF};
  static final int[] INTS = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
  static final long[] LONGS = {Long.MIN_VALUE, -1, 0, 0xFFFF_FFFFL, Long.MAX_VALUE};
  static final float[] FLOATS = {-0f, Float.MIN_VALUE, 1.5f, Float.NaN, Float.POSITIVE_INFINITY};
  static final double[] DOUBLES = {-0d, Double.MIN_VALUE, 1.5, Double.NaN, Double.MAX_VALUE};
  static final int[] EMPTY = {};
  static final int[] SQUARES = new int[10_007];
  static final int[] ALIAS = INTS;

  static {
    for (int i = 0; i < SQUARES.length; i++) {
      SQUARES[i] = i * i;
    }
  }

  private PrimitiveArrays() {}

  static void check(Checks checks) {
    checks.that("boolean", Arrays.equals(BOOLEANS, new boolean[] {true, false, true}));
    checks.that("byte", Arrays.equals(BYTES, new byte[] {-128, -1, 0, 1, 127}));
    checks.that("short", Arrays.equals(SHORTS, new short[] {-32768, -1, 0, 1, 32767}));
    checks.that("char", Arrays.equals(CHARS, new char[] {0, 'a', 'λ', 0xD800, 0xFFFF}));
    checks.that("int", Arrays.equals(INTS, new int[] {-2147483648, -1, 0, 1, Integer.MAX_VALUE}));
    checks.that(
        "long",
        Arrays.equals(LONGS, new long[] {Long.MIN_VALUE, -1, 0, 0xFFFF_FFFFL, Long.MAX_VALUE}));
    checks.that(
        "float",
        Arrays.equals(FLOATS, new float[] {-0f, 1e-45f, 1.5f, Float.NaN, Float.POSITIVE_INFINITY}));
    checks.that(
        "double",
        Arrays.equals(
            DOUBLES, new double[] {-0d, Double.MIN_VALUE, 1.5, Double.NaN, Double.MAX_VALUE}));
    checks.equal("empty", 0, EMPTY.length);
    boolean squares = true;
    for (int i = 0; i < SQUARES.length; i++) {
      squares &= SQUARES[i] == i * i;
    }
    checks.that("large", squares && SQUARES.length == 10_007);
    INTS[2] = 77;
    checks.equal("alias sees a write", 77, ALIAS[2]);
    checks.same("class", long[].class, LONGS.getClass());
  }
}
