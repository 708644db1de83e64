package org.heapsnapshot.runtime.format;

/**
 * The {@code shape} of a text in STRINGS and the {@code text} of a row of STRING_OBJECTS.
 *
 * <pre>
 *   shape   bits 31..1  length in chars    bit 0  set: UTF-16LE, two bytes a char; else ISO 8859-1
 *   text    bits 31..1  string             bit 0  set: the interned instance
 * </pre>
 */
public final class StringShape {
  /** Shift of the length, and of the string index. */
  public static final int SHIFT = 1;

  /** Set in {@code shape} when the text needs UTF-16. */
  public static final int UTF16 = 1;

  /** Set in {@code text} when the object is the JVM's canonical instance. */
  public static final int INTERNED = 1;

  private StringShape() {}
}
