package org.heapsnapshot.testkit.program;

/** A static of every primitive type, with the values at which conversions go wrong. */
final class PrimitiveStatics {
  static final boolean TRUE;
  static final boolean FALSE;
  static final byte BYTE;
  static final byte BYTE_MAX;
  static final short SHORT;
  static final char CHAR;
  static final int INT;
  static final long LONG;
  static final long LONG_LOW_HALF_NEGATIVE;
  static final float FLOAT;
  static final float FLOAT_NAN;
  static final double DOUBLE;
  static final double DOUBLE_NAN;
  static final double MINUS_ZERO;

  static {
    TRUE = number(1) > 0;
    FALSE = number(1) < 0;
    BYTE = (byte) number(Byte.MIN_VALUE);
    BYTE_MAX = (byte) number(Byte.MAX_VALUE);
    SHORT = (short) number(Short.MIN_VALUE);
    CHAR = (char) number(0xFFFE);
    INT = (int) number(Integer.MIN_VALUE);
    LONG = number(0x8000_0001_7FFF_FFFEL);
    LONG_LOW_HALF_NEGATIVE = number(0x0000_0001_FFFF_FFFFL);
    FLOAT = (float) number(3) / 7;
    FLOAT_NAN = Float.intBitsToFloat((int) number(0x7FC0_1234));
    DOUBLE = (double) number(3) / 7;
    DOUBLE_NAN = Double.longBitsToDouble(number(0x7FF8_0000_0000_1234L));
    MINUS_ZERO = -0.0 * number(1);
  }

  private PrimitiveStatics() {}

  /** Keeps the compiler from making constants of the values. */
  private static long number(long value) {
    return Long.parseLong(Long.toString(value));
  }

  static void check(Checks checks) {
    checks.that("boolean", TRUE && !FALSE);
    checks.that("byte", BYTE == -128 && BYTE_MAX == 127);
    checks.that("short", SHORT == -32768);
    checks.that("char", CHAR == 0xFFFE);
    checks.that("int", INT == -2147483648);
    checks.equal("long", 0x8000_0001_7FFF_FFFEL, LONG);
    checks.equal("long with negative low half", 0x1_FFFF_FFFFL, LONG_LOW_HALF_NEGATIVE);
    checks.that("float", FLOAT == 3f / 7);
    checks.equal("float NaN bits", 0x7FC0_1234, Float.floatToRawIntBits(FLOAT_NAN));
    checks.that("double", DOUBLE == 3d / 7);
    checks.equal("NaN bits", 0x7FF8_0000_0000_1234L, Double.doubleToRawLongBits(DOUBLE_NAN));
    checks.that("minus zero", 1 / MINUS_ZERO == Double.NEGATIVE_INFINITY);
  }
}
