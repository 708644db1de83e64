package org.heapsnapshot.interning;

/**
 * The hash index of texts: open addressing with linear probing over an {@code int} table.
 *
 * <pre>
 *   slots[h]  0, or 1 + the index of a text whose probe sequence passes h
 *   hashes[i] the hash of text i, compared before the text itself is
 * </pre>
 *
 * <p>The hash is not {@link String#hashCode()}: texts that collide there by design ({@code "Aa"}
 * and {@code "BB"}, and all their combinations) would make one long probe sequence. The table is at
 * most half full.
 */
final class TextHash {
  private static final int MIN_SLOTS = 16;
  private static final int MAX_SLOTS = 1 << 30;

  private int[] slots;

  TextHash(int expectedTexts) {
    slots = new int[slotsFor(expectedTexts)];
  }

  private TextHash(int[] slots) {
    this.slots = slots;
  }

  TextHash copy() {
    return new TextHash(slots.clone());
  }

  /** Index of {@code text} among {@code texts}, or -1. */
  int find(String text, int hash, String[] texts, int[] hashes) {
    int mask = slots.length - 1;
    for (int at = hash & mask; slots[at] != 0; at = (at + 1) & mask) {
      int index = slots[at] - 1;
      if (hashes[index] == hash && texts[index].equals(text)) {
        return index;
      }
    }
    return -1;
  }

  /** Enters text {@code index}, which is not in the table and is the {@code index + 1}st in it. */
  void add(int index, int[] hashes) {
    if (index + 1 > slots.length / 2 && slots.length < MAX_SLOTS) {
      slots = new int[slotsFor(index + 1)];
      for (int i = 0; i <= index; i++) {
        place(i, hashes[i]);
      }
    } else {
      place(index, hashes[index]);
    }
  }

  private void place(int index, int hash) {
    int mask = slots.length - 1;
    int at = hash & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = index + 1;
  }

  /** A hash of the characters that mixes high bits into low ones. */
  static int of(String text) {
    int h = text.length();
    for (int i = 0; i < text.length(); i++) {
      h = Integer.rotateLeft((h ^ text.charAt(i)) * 0x9E3779B1, 13);
    }
    h ^= h >>> 15;
    h *= 0x85EBCA6B;
    return h ^ (h >>> 13);
  }

  private static int slotsFor(int texts) {
    long wanted = Math.max(MIN_SLOTS, 2L * texts);
    return wanted >= MAX_SLOTS ? MAX_SLOTS : Integer.highestOneBit((int) wanted - 1) << 1;
  }
}
