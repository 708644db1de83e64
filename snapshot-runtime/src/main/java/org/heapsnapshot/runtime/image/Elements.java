package org.heapsnapshot.runtime.image;

/**
 * PRIMITIVES: the elements of the arrays of primitives. A small section is in memory; of a large
 * one a window is, and the rest is read from the image when an array is made of it, since memory
 * that a start touches for the first time is dear, and many arrays of lazy units are never made.
 *
 * <p>The window is shared: whoever uses it holds the lock of this object. The checksum of all bytes
 * was compared when the heap was opened.
 */
public final class Elements {
  /** Holds the bytes of the section from {@link #first} to {@link #end}. */
  private final byte[] window;

  /** Null when the window holds the whole section. */
  private final HeapSource source;

  /** Where the section starts in the heap. */
  private final int start;

  private final int length;
  private int first;
  private int end;

  private Elements(byte[] window, HeapSource source, int start, int length) {
    this.window = window;
    this.source = source;
    this.start = start;
    this.length = length;
  }

  /** A section that is all in memory. */
  static Elements of(byte[] bytes) {
    Elements all = new Elements(bytes, null, 0, bytes.length);
    all.end = bytes.length;
    return all;
  }

  /**
   * A section that is read when it is needed.
   *
   * @param window a buffer for a part of it
   * @param start where the section starts in the heap
   */
  static Elements in(HeapSource source, byte[] window, int start, int length) {
    return new Elements(window, source, start, length);
  }

  /** Whether the source is read again. */
  boolean isLeftInSource() {
    return source != null;
  }

  /** The buffer in which {@link #find} finds bytes. */
  public byte[] window() {
    return window;
  }

  /**
   * Puts bytes in the window.
   *
   * @param at where they start in the section
   * @param count how many will be asked for from there on; at least one
   * @return where the first of them is in the window; {@link #found} tells how many are there
   * @throws Refusal when they cannot be read
   */
  public int find(int at, int count) {
    if (at < first || at >= end) {
      int n = Math.min(Math.min(count, window.length), length - at);
      end = 0; // A read that fails leaves nothing behind.
      source.read(start + at, window, 0, n);
      first = at;
      end = at + n;
    }
    return at - first;
  }

  /** How many bytes are in the window from one on that {@link #find} has found. */
  public int found(int at) {
    return end - at;
  }

  /**
   * Copies bytes to an array.
   *
   * @param at where they start in the section
   * @param ahead how many will be asked for from there on, at least {@code count}
   * @throws Refusal when they cannot be read
   */
  public void copy(int at, byte[] to, int count, int ahead) {
    if (source != null && count > window.length) {
      source.read(start + at, to, 0, count);
      return;
    }
    int done = 0;
    while (done < count) {
      int from = find(at + done, ahead - done);
      int n = Math.min(count - done, found(at + done));
      System.arraycopy(window, from, to, done, n);
      done += n;
    }
  }
}
