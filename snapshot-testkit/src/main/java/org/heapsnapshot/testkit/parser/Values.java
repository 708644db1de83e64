package org.heapsnapshot.testkit.parser;

/** Values of fields as columns and statics hold them. */
final class Values {
  private Values() {}

  /** Checks that a value is one that widening of a narrow type can give. Object ids: see rules. */
  static void check(Cursor in, String what, char type, long value) {
    boolean valid =
        switch (type) {
          case 'Z' -> value == 0 || value == 1;
          case 'B' -> value == (byte) value;
          case 'S' -> value == (short) value;
          case 'C' -> value == (char) value;
          case 'L', '[' -> value >= 0;
          default -> true;
        };
    if (!valid) {
      throw in.error(what, value, "a value of type " + type);
    }
  }

  /** The value in Java: a box, or a {@link HeapObject.Reference}. */
  static Object decode(char type, long value) {
    return switch (type) {
      case 'Z' -> value != 0;
      case 'B' -> (byte) value;
      case 'S' -> (short) value;
      case 'C' -> (char) value;
      case 'I' -> (int) value;
      case 'J' -> value;
      case 'F' -> Float.intBitsToFloat((int) value);
      case 'D' -> Double.longBitsToDouble(value);
      default -> new HeapObject.Reference((int) value);
    };
  }
}
