package org.heapsnapshot.runtime.format;

/**
 * {@code desc} of a row of the field table of CLASSES.
 *
 * <pre>
 *   31..11    10      9                8       7..0
 *   zero      zeroed  assertionStatus  static  first character of the descriptor: Z B C S I J F D L [
 * </pre>
 */
public final class FieldDesc {
  /** Mask of the descriptor's first character. */
  public static final int KIND_MASK = 0xFF;

  public static final int STATIC = 1 << 8;

  /** The value is a desired assertion status, or the opposite: see {@link StaticsLayout}. */
  public static final int ASSERTION_STATUS = 1 << 9;

  /** The field stays zero: an instance field that has no column, offset -1. */
  public static final int ZEROED = 1 << 10;

  /**
   * The first characters of descriptors, which are 64 to 95: bit n stands for the character 64 + n.
   */
  public static final int KINDS =
      1 << 'Z' | 1 << 'B' | 1 << 'C' | 1 << 'S' | 1 << 'I' | 1 << 'J' | 1 << 'F' | 1 << 'D'
          | 1 << 'L' | 1 << '[';

  /** Every bit that has a meaning. */
  public static final int MASK = 0x7FF;

  private FieldDesc() {}
}
