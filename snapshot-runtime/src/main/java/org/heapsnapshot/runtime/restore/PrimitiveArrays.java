package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.image.CopiedObjects;
import org.heapsnapshot.runtime.image.Elements;

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
    Elements elements = copied.elements;
    synchronized (elements) {
      int ahead = bytes(copied, lengths, count, shift);
      for (int i = 0; i < count; i++) {
        int length = copied.words[lengths + i];
        Object array = allocate(kind, length);
        if (kind == 'B') {
          elements.copy(at, (byte[]) array, length, ahead);
        } else {
          copy(elements, at, array, base, length << shift, ahead, memory);
        }
        objects[first + i] = array;
        int padded = (int) CopiedObjects.paddedBytes(length, shift);
        at += padded;
        ahead -= padded;
      }
    }
  }

  /** The bytes that the elements of a group take. */
  private static int bytes(CopiedObjects copied, int lengths, int count, int shift) {
    int bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += (int) CopiedObjects.paddedBytes(copied.words[lengths + i], shift);
    }
    return bytes;
  }

  private static void copy(
      Elements elements, int at, Object array, long base, int count, int ahead, Memory memory) {
    int done = 0;
    while (done < count) {
      int from = elements.find(at + done, ahead - done);
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
