package org.heapsnapshot.interning;

/**
 * Distinct texts in a fixed order, with the bytes they have in an image (section STRINGS).
 *
 * <pre>
 *   shape(i) = 2 * length in chars        one byte a char in the data (ISO 8859-1)
 *            | 2 * length in chars + 1    two bytes a char, little-endian (UTF-16LE)
 *   data     = the texts one after another, in table order, without gaps
 * </pre>
 *
 * <p>A text takes two bytes a char exactly when it has a char above {@code \u00FF}; code units are
 * kept as they are, unpaired surrogates too. This is the split that {@link String} itself makes.
 *
 * <p>Thread-safety: immutable.
 */
public final class StringTable {
  /** The longest text a shape can describe, in chars. */
  public static final int MAX_LENGTH = (1 << 30) - 1;

  private final String[] texts;
  private final int[] hashes;
  private final TextHash index;
  private final int[] shapes;
  private final long dataBytes;

  StringTable(String[] texts, int[] hashes, TextHash index) {
    this.texts = texts;
    this.hashes = hashes;
    this.index = index;
    shapes = new int[texts.length];
    long bytes = 0;
    for (int i = 0; i < texts.length; i++) {
      shapes[i] = shapeOf(texts[i]);
      bytes += byteLength(shapes[i]);
    }
    dataBytes = bytes;
  }

  /**
   * The shape of a text.
   *
   * @throws IllegalArgumentException if it has more than {@link #MAX_LENGTH} chars
   */
  public static int shapeOf(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "text length must be at most " + MAX_LENGTH + ": length=" + text.length());
    }
    return text.length() * 2 + (isLatin1(text) ? 0 : 1);
  }

  /** How many bytes of data a text of this shape takes. */
  public static long byteLength(int shape) {
    return isUtf16(shape) ? length(shape) * 2L : length(shape);
  }

  /** Length in chars of a text of this shape. */
  public static int length(int shape) {
    return shape >>> 1;
  }

  /** Whether a text of this shape takes two bytes a char. */
  public static boolean isUtf16(int shape) {
    return (shape & 1) != 0;
  }

  /** How many texts there are. */
  public int size() {
    return texts.length;
  }

  /**
   * The text with a number.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public String text(int number) {
    return texts[number];
  }

  /** The number of a text, or -1 if it is not in the table. */
  public int indexOf(String text) {
    return index.find(text, TextHash.of(text), texts, hashes);
  }

  /**
   * The shape of the text with a number.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public int shape(int number) {
    return shapes[number];
  }

  /** Size of the data of all texts, in bytes; may exceed what one array can hold. */
  public long dataBytes() {
    return dataBytes;
  }

  /**
   * Writes the data of all texts.
   *
   * @param target where to
   * @param offset where the data begins in {@code target}
   * @return the offset after the last byte
   * @throws IndexOutOfBoundsException if {@code target} has no room for {@link #dataBytes()}
   */
  public int copyData(byte[] target, int offset) {
    if (offset < 0 || dataBytes > target.length - offset) {
      throw new IndexOutOfBoundsException(
          "target must have room: dataBytes="
              + dataBytes
              + " offset="
              + offset
              + " length="
              + target.length);
    }
    int at = offset;
    for (int i = 0; i < texts.length; i++) {
      at = isUtf16(shapes[i]) ? copyUtf16(texts[i], target, at) : copyLatin1(texts[i], target, at);
    }
    return at;
  }

  private static int copyLatin1(String text, byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < text.length(); i++) {
      target[at++] = (byte) text.charAt(i);
    }
    return at;
  }

  /** Char by char: a {@code Charset} would replace unpaired surrogates. */
  private static int copyUtf16(String text, byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      target[at++] = (byte) c;
      target[at++] = (byte) (c >>> 8);
    }
    return at;
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
