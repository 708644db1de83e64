package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.format.StringShape;
import org.heapsnapshot.runtime.format.StringsLayout;

/**
 * STRINGS and STRING_OBJECTS: the texts that other sections than CONSTANTS refer to. They are made
 * when they are asked for.
 */
public final class Strings {
  /** Number of texts that are needed; the others are not kept. */
  public final int count;

  /** Number of string objects; they have the ids 1 to {@code objectCount}. */
  public final int objectCount;

  private final byte[] bytes;
  private final int[] words;
  private final int shape;
  private final Section section;
  private final long end;
  private final int objectText;

  /**
   * Where texts start in {@link #bytes}; those up to {@link #known}, the others are not needed yet.
   */
  private final int[] start;

  private volatile int known;

  Strings(Heap heap) {
    bytes = heap.bytes;
    words = heap.words;
    Section section = heap.section(SectionId.STRINGS);
    int all = section.count();
    int dataBytes = section.count();
    count = section.count();
    int neededBytes = section.count();
    if (count > all || neededBytes > dataBytes) {
      throw section.corrupt("texts " + all + ", needed", count);
    }
    long texts = heap.length(SectionId.STRINGS) - StringsLayout.HEAD_BYTES - 4L * all;
    if (texts != ((long) dataBytes + 3 & -4)) {
      throw section.corrupt("bytes of texts " + texts + ", dataBytes", dataBytes);
    }
    shape = section.column(count);
    section.end();
    int data = heap.texts();
    this.section = section;
    end = (long) data + neededBytes;
    start = new int[count + 1];
    start[0] = data;
    section = heap.section(SectionId.STRING_OBJECTS);
    objectCount = section.count();
    objectText = section.column(objectCount);
    section.inRange(objectText, objectCount, 0, limit());
    section.end();
    find(lastText());
  }

  /** The greatest text of a string object. They come first: the others are mostly names. */
  private int lastText() {
    int[] data = words;
    int stop = objectText + objectCount;
    int last = 0;
    for (int i = objectText; i < stop; i++) {
      if (data[i] > last) {
        last = data[i];
      }
    }
    return objectCount == 0 ? -1 : last >> StringShape.SHIFT;
  }

  /** Finds where the texts up to one start and end. */
  private synchronized void find(int index) {
    int[] data = words;
    int i = known;
    long at = start[i];
    for (; i <= index; i++) {
      int s = data[shape + i];
      at += (long) (s >> StringShape.SHIFT) << (s & StringShape.UTF16);
      if (s < 0 || at > end) {
        throw section.corrupt("shape of text " + i, s);
      }
      start[i + 1] = (int) at;
    }
    known = i;
  }

  private int limit() {
    return (int) Math.min(Integer.MAX_VALUE, (long) count << StringShape.SHIFT);
  }

  /** The text of an index, a new object at each call. */
  @SuppressWarnings("deprecation") // The only constructor that takes Latin-1 without a decoder.
  public String text(int index) {
    if (index >= known) {
      find(index);
    }
    int s = words[shape + index];
    int length = s >> StringShape.SHIFT;
    int at = start[index];
    if ((s & StringShape.UTF16) == 0) {
      return new String(bytes, 0, at, length);
    }
    // Not through a charset: a text may hold unpaired surrogates.
    char[] chars = new char[length];
    for (int i = 0; i < length; i++, at += 2) {
      chars[i] = (char) (bytes[at] & 0xFF | bytes[at + 1] << 8);
    }
    return new String(chars);
  }

  /** The text of an index, or null for -1. */
  public String textOrNull(int index) {
    return index < 0 ? null : text(index);
  }

  /**
   * Puts the string objects {@code from} to {@code to}, counted from 0, in their places. The first
   * object of a text is made of the bytes of the heap, the others share its array; an interned one
   * is the JVM's canonical instance and never one that stands for a distinct object.
   */
  public void putObjects(Object[] objects, int from, int to) {
    // A lazy unit has few strings, and a table of all texts would cost more than it shares.
    String[] first = new String[from == 0 ? count : 0];
    for (int i = from; i < to; i++) {
      int row = words[objectText + i];
      int index = row >> StringShape.SHIFT;
      String shared = index < first.length ? first[index] : null;
      String object;
      if ((row & StringShape.INTERNED) != 0) {
        object = (shared == null ? text(index) : new String(shared)).intern();
      } else {
        object = shared == null ? text(index) : new String(shared);
      }
      if (shared == null && index < first.length) {
        first[index] = object;
      }
      objects[i + 1] = object;
    }
  }

  /** The index of the text of a string object. */
  public int textOfObject(int id) {
    return words[objectText + id - 1] >> StringShape.SHIFT;
  }

  /** Whether a string object's text may be used as an argument: it is one of this image. */
  boolean isObject(int id) {
    return id >= 1 && id <= objectCount;
  }
}
