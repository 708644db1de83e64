package org.heapsnapshot.runtime.image;

/** Where the bytes of a heap are read from. Not thread-safe. */
abstract class HeapSource {
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
}
