package org.heapsnapshot.runtime.image;

import java.util.zip.CRC32;

/**
 * Where the bytes of a heap are read from, and those of PRIMITIVES again: a small section is kept;
 * of a large one a piece is, and the others are read when arrays are made of them, since memory
 * that a start touches for the first time is dear, and many arrays of lazy units are never made.
 *
 * <p>The piece is shared. Once the heap is open, whoever uses it holds the lock of this object; the
 * thread that boots need not, while it is the only one.
 */
public abstract class HeapSource {
  /** Of PRIMITIVES the bytes from {@link #first} to {@link #end}. */
  private byte[] window;

  private int first;
  private int end;

  /** Where the section starts in the heap; its length. */
  private int start;

  private int length;

  /** CRC-32 of each piece of the size of the window; null when that holds the whole section. */
  private int[] checksums;

  /** The length of the heap in bytes. */
  abstract int size();

  /**
   * Reads bytes of the heap.
   *
   * @param at the first, from the start of the heap
   * @param to where they go, from index {@code from} on
   * @throws Refusal when they cannot be read
   */
  abstract void read(int at, byte[] to, int from, int count);

  /** Nothing is read any more. */
  abstract void close();

  /** Says that all of PRIMITIVES is here. */
  final void keep(byte[] elements) {
    window = elements;
    end = elements.length;
    length = elements.length;
  }

  /**
   * Says that PRIMITIVES is read when it is needed.
   *
   * @param start where the section starts in the heap
   * @param buffer for a piece
   * @param sums of each piece
   */
  final void leave(int start, int length, byte[] buffer, int[] sums) {
    this.start = start;
    this.length = length;
    window = buffer;
    checksums = sums;
  }

  /** Whether elements are read when they are needed. */
  public final boolean readsLater() {
    return checksums != null;
  }

  /** The buffer in which {@link #find} finds elements. */
  public final byte[] window() {
    return window;
  }

  /**
   * Puts elements in the window.
   *
   * @param at where they start in PRIMITIVES
   * @return where the first of them is in the window; {@link #found} tells how many are there
   * @throws Refusal when they cannot be read, or are not those that were there when the heap was
   *     opened
   */
  public final int find(int at) {
    if (at < first || at >= end) {
      int piece = at / window.length;
      int from = piece * window.length;
      int count = Math.min(window.length, length - from);
      end = 0; // A read that fails leaves nothing behind.
      read(start + from, window, 0, count);
      CRC32 crc = new CRC32();
      crc.update(window, 0, count);
      if ((int) crc.getValue() != checksums[piece]) {
        throw new Refusal(LoadResult.CHECKSUM, "the file has changed since it was opened");
      }
      first = from;
      end = from + count;
    }
    return at - first;
  }

  /** How many elements, in bytes, are in the window from one on that {@link #find} has found. */
  public final int found(int at) {
    return end - at;
  }
}
