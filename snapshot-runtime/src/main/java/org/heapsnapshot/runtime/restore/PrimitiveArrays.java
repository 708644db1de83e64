package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.image.CopiedObjects;

/** Makes the arrays of primitives, whose elements follow one another in PRIMITIVES. */
final class PrimitiveArrays {
  private PrimitiveArrays() {}

  /** Makes the arrays of a group. */
  static void make(CopiedObjects copied, int group, Object[] objects, Memory memory) {
    int kind = copied.elementKind(group);
    int first = copied.arrayFirst(group);
    int lengths = copied.lengths(group);
    int count = copied.arrayCount(group);
    int at = copied.primitives(group);
    int shift = CopiedObjects.elementShift(kind);
    long base = Memory.arrayBase(kind);
    for (int i = 0; i < count; i++) {
      int length = copied.words[lengths + i];
      Object array = allocate(kind, length);
      if (kind == 'B') {
        System.arraycopy(copied.bytes, at, array, 0, length);
      } else {
        memory.copy(copied.bytes, at, array, base, (long) length << shift);
      }
      objects[first + i] = array;
      at += (int) CopiedObjects.paddedBytes(length, shift);
    }
  }

  private static Object allocate(int kind, int length) {
    switch (kind) {
      case 'Z':
        return new boolean[length];
      case 'B':
        return new byte[length];
      case 'C':
        return new char[length];
      case 'S':
        return new short[length];
      case 'I':
        return new int[length];
      case 'J':
        return new long[length];
      case 'F':
        return new float[length];
      default:
        return new double[length];
    }
  }
}
