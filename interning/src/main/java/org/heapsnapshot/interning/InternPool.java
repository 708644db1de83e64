package org.heapsnapshot.interning;

import java.util.Arrays;

/**
 * Numbers texts: equal contents get one number, and numbers are given in the order of first
 * appearance, from 0 without gaps.
 *
 * <p>A text is any sequence of UTF-16 code units, unpaired surrogates included; texts are equal
 * when all their code units are. Memory: two references' worth of arrays and at most 4 {@code int}s
 * a text beside the strings themselves, which are held, not copied.
 *
 * <p>Thread-safety: none; one thread at a time.
 */
public final class InternPool {
  private static final int DEFAULT_EXPECTED = 1024;

  private String[] texts;
  private int[] hashes;
  private int size;
  private final TextHash index;

  /** An empty pool. */
  public InternPool() {
    this(DEFAULT_EXPECTED);
  }

  /**
   * An empty pool with room for {@code expectedTexts} distinct texts before it grows.
   *
   * @throws IllegalArgumentException if {@code expectedTexts} is negative
   */
  public InternPool(int expectedTexts) {
    if (expectedTexts < 0) {
      throw new IllegalArgumentException("expectedTexts must not be negative: " + expectedTexts);
    }
    texts = new String[Math.max(16, expectedTexts)];
    hashes = new int[texts.length];
    index = new TextHash(expectedTexts);
  }

  /**
   * The number of {@code text}, a new one if it was not in the pool.
   *
   * @throws NullPointerException if {@code text} is null
   */
  public int intern(String text) {
    int hash = TextHash.of(text);
    int found = index.find(text, hash, texts, hashes);
    if (found >= 0) {
      return found;
    }
    if (size == texts.length) {
      int capacity = size + (size >> 1);
      texts = Arrays.copyOf(texts, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    texts[size] = text;
    hashes[size] = hash;
    index.add(size, hashes);
    return size++;
  }

  /** The number of {@code text}, or -1 if it is not in the pool. */
  public int indexOf(String text) {
    return index.find(text, TextHash.of(text), texts, hashes);
  }

  /**
   * The text with a number: the string that was interned first.
   *
   * @throws IndexOutOfBoundsException if no text has that number
   */
  public String text(int number) {
    if (number < 0 || number >= size) {
      throw new IndexOutOfBoundsException(
          "number must be in the pool: number=" + number + " size=" + size);
    }
    return texts[number];
  }

  /** How many distinct texts there are. */
  public int size() {
    return size;
  }

  /** The texts so far, as an immutable table; later additions to the pool do not show in it. */
  public StringTable table() {
    return new StringTable(Arrays.copyOf(texts, size), Arrays.copyOf(hashes, size), index.copy());
  }
}
