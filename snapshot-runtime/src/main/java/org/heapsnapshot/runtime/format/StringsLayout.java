package org.heapsnapshot.runtime.format;

/** The head of section STRINGS: indices of its words, and its size. */
public final class StringsLayout {
  /** Number of texts. */
  public static final int COUNT = 0;

  /** Bytes of all texts. */
  public static final int DATA_BYTES = 1;

  /** Number of the texts that other sections than CONSTANTS refer to; they come first. */
  public static final int NEEDED = 2;

  /** Bytes of those texts. */
  public static final int NEEDED_BYTES = 3;

  /** Size of the head in bytes. */
  public static final int HEAD_BYTES = 16;

  private StringsLayout() {}
}
