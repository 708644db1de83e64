package org.heapsnapshot.core.intern;

import org.heapsnapshot.interning.StringTable;

/**
 * The product of intern: every text of the image once, and which text each captured string object
 * has.
 *
 * <p>String objects are numbered from 1 in the order of their captured object ids. Two captured
 * objects have the same number only when both are interned and have equal texts: the JVM has one
 * such object. All others stay distinct, equal or not.
 *
 * <p>Thread-safety: immutable.
 */
public final class InternedStrings {
  private final StringTable table;
  private final int needed;
  private final int[] objectOf;
  private final int[] text;

  /**
   * @param needed how many texts, the first ones, are not of class constants alone
   * @param objectOf captured object id to string object number, 0 for what is no string
   * @param text for each string object (number minus one): string * 2, + 1 when interned
   * @throws IllegalArgumentException if a number or a text is out of range, or two string objects
   *     are interned and have one text
   */
  InternedStrings(StringTable table, int needed, int[] objectOf, int[] text) {
    this.table = table;
    this.needed = needed;
    this.objectOf = objectOf;
    this.text = text;
    for (int number : objectOf) {
      if (number < 0 || number > text.length) {
        throw new IllegalArgumentException("no string object has number " + number);
      }
    }
    boolean[] interned = new boolean[table.size()];
    for (int shape : text) {
      int string = shape >> 1;
      if (string < 0 || string >= interned.length) {
        throw new IllegalArgumentException("no text has number " + string);
      }
      if ((shape & 1) != 0) {
        if (interned[string]) {
          throw new IllegalArgumentException("two interned objects of text " + string);
        }
        interned[string] = true;
      }
    }
  }

  /**
   * All texts: first those of string objects, then names, guards and metadata, last what only class
   * constants use, so that what a boot reads lies together.
   */
  public StringTable table() {
    return table;
  }

  /** How many texts, the first ones, are not of class constants alone. */
  public int needed() {
    return needed;
  }

  /**
   * The number of a text the image needs.
   *
   * @throws IllegalArgumentException if the text is not in the table: the products given to intern
   *     and to encode differ
   */
  public int indexOf(String needed) {
    int index = table.indexOf(needed);
    if (index < 0) {
      throw new IllegalArgumentException("text was not interned: " + needed);
    }
    return index;
  }

  /** How many string objects there are. */
  public int objectCount() {
    return text.length;
  }

  /** The string object number of a captured object, 0 if it is no string. */
  public int objectNumber(int capturedId) {
    return objectOf[capturedId];
  }

  /** String * 2, + 1 when interned, of a string object (1 to {@link #objectCount()}). */
  public int text(int objectNumber) {
    return text[objectNumber - 1];
  }
}
