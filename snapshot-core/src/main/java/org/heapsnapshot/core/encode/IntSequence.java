package org.heapsnapshot.core.encode;

import java.util.Arrays;

/** A growable sequence of ints. Not thread-safe. */
final class IntSequence {
  private int[] items;
  private int size;

  IntSequence() {
    items = new int[16];
  }

  IntSequence add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
    return this;
  }

  IntSequence addAll(IntSequence other) {
    return addAll(other.items, other.size);
  }

  IntSequence addAll(int[] other) {
    return addAll(other, other.length);
  }

  private IntSequence addAll(int[] other, int count) {
    if (size + count > items.length) {
      items = Arrays.copyOf(items, Math.max(size + count, size * 2));
    }
    System.arraycopy(other, 0, items, size, count);
    size += count;
    return this;
  }

  int get(int index) {
    return items[index];
  }

  int size() {
    return size;
  }

  /** Takes the last item away. */
  int removeLast() {
    return items[--size];
  }

  void clear() {
    size = 0;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
