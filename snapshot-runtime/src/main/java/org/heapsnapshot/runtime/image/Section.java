package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.SectionId;

/**
 * A reader of one section that never leaves it. Columns are not copied: a method answers with the
 * position of the column in the words of the heap.
 */
final class Section {
  private final int[] words;
  private final int id;
  private final int end;
  private int at;

  Section(Heap heap, int id, int start, int end) {
    words = heap.words;
    this.id = id;
    at = start;
    this.end = end;
  }

  /** The position of the next word. */
  int position() {
    return at;
  }

  /** The number of words that are left. */
  int remaining() {
    return end - at;
  }

  /** The next word. */
  int next() {
    return words[column(1)];
  }

  /** The next word as a count, at least 0. */
  int count() {
    int value = next();
    if (value < 0) {
      throw corrupt("count", value);
    }
    return value;
  }

  /** The position of the next {@code n} words, which are passed over. */
  int column(int n) {
    if (n < 0 || n > end - at) {
      throw corrupt("words left " + (end - at) + ", needed", n);
    }
    int start = at;
    at += n;
    return start;
  }

  /** A column of {@code n} values, each at least {@code low} and less than {@code limit}. */
  int column(int n, int low, int limit) {
    int start = column(n);
    inRange(start, n, low, limit);
    return start;
  }

  /** A start column of {@code n} rows. */
  int starts(int n) {
    // n comes from count(): n + 1 may overflow, which column refuses.
    int start = column(n + 1);
    int previous = 0;
    for (int i = start; i <= start + n; i++) {
      int value = words[i];
      if (value < previous || i == start && value != 0) {
        throw corrupt("start column", value);
      }
      previous = value;
    }
    return start;
  }

  /** Checks {@code n} words from a position of this section on. */
  void inRange(int start, int n, int low, int limit) {
    int[] data = words;
    int stop = start + n;
    for (int i = start; i < stop; i++) {
      int value = data[i];
      if (value < low || value >= limit) {
        throw corrupt("word " + (i - start) + " of a column, limit " + limit + ", found", value);
      }
    }
  }

  /** Refuses words that belong to nothing. */
  void end() {
    if (at != end) {
      throw corrupt("words left", end - at);
    }
  }

  /** A refusal that names the section. */
  Refusal corrupt(String what, int value) {
    return new Refusal(
        LoadResult.CORRUPT, "section " + SectionId.name(id) + ": " + what + "=" + value);
  }
}
