package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.image.CopiedObjects;
import org.heapsnapshot.runtime.image.HeapSource;

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
    HeapSource elements = copied.elements;
    synchronized (elements) {
      for (int i = 0; i < count; i++) {
        int length = copied.words[lengths + i];
        Object array = allocate(kind, length);
        copy(elements, at, array, base, length << shift, memory);
        objects[first + i] = array;
        at += (int) CopiedObjects.paddedBytes(length, shift);
      }
    }
  }

  private static void copy(
      HeapSource elements, int at, Object array, long base, int count, Memory memory) {
    int done = 0;
    while (done < count) {
      int from = elements.find(at + done);
      int n = Math.min(count - done, elements.found(at + done));
      memory.copy(elements.window(), from, array, base + done, n);
      done += n;
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
