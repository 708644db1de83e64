package org.heapsnapshot.core.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian values written one after another into an array that is known to be long enough. */
final class HeapOutput {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int position;

  HeapOutput(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  /** Goes on at another position; what is jumped over stays zero. */
  void position(int newPosition) {
    position = newPosition;
  }

  void putInt(int value) {
    INTS.set(bytes, position, value);
    position += Integer.BYTES;
  }

  void putLong(long value) {
    LONGS.set(bytes, position, value);
    position += Long.BYTES;
  }

  /** Writes at an offset and does not move. */
  void putIntAt(int offset, int value) {
    INTS.set(bytes, offset, value);
  }

  /** Writes at an offset and does not move. */
  void putLongAt(int offset, long value) {
    LONGS.set(bytes, offset, value);
  }

  void putBytes(byte[] source) {
    System.arraycopy(source, 0, bytes, position, source.length);
    position += source.length;
  }

  void putInts(IntSequence ints) {
    for (int i = 0; i < ints.size(); i++) {
      putInt(ints.get(i));
    }
  }

  /** Skips zeros up to the next multiple of {@code alignment}, counted from {@code start}. */
  void align(int start, int alignment) {
    position = start + (int) aligned(position - start, alignment);
  }

  static long aligned(long length, int alignment) {
    return (length + alignment - 1) & -alignment;
  }
}
