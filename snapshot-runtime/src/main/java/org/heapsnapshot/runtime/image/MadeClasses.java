package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * MADE: the classes that the program made while it was observed. Not loaded when there are none.
 */
public final class MadeClasses {
  /** Stands for boot in the place of a row of STATICS. */
  public static final int BOOT = -1;

  /** Number of such classes. */
  public final int count;

  private final int[] words;
  private final int type;
  private final int host;
  private final int file;
  private final int needStart;
  private final int need;
  private final int definerStart;
  private final int definer;

  MadeClasses(Heap heap, Strings strings, Classes classes, int rows) {
    words = heap.words;
    Section section = heap.section(SectionId.MADE);
    count = section.count();
    type = section.column(count, 0, classes.count);
    host = section.column(count, 0, classes.count);
    file = section.column(count, 0, strings.count);
    needStart = section.starts(count);
    need = section.column(words[needStart + count], 0, count);
    definerStart = section.starts(count);
    definer = section.column(words[definerStart + count], BOOT, rows);
    section.end();
    for (int i = 0; i < count; i++) {
      check(section, classes, i);
    }
    for (int c = 0; c < classes.count; c++) {
      if (classes.isMade(c) && indexOf(classes, c) < 0) {
        throw section.corrupt("no row for class", c);
      }
    }
  }

  private void check(Section section, Classes classes, int i) {
    int of = ClassFlags.ARRAY | ClassFlags.PRIMITIVE | ClassFlags.LOADER_MASK;
    if (!classes.isMade(type(i))
        || (classes.flags(type(i)) & of) != ClassFlags.LOADER_APPLICATION
        || indexOf(classes, type(i)) != i) {
      throw section.corrupt("class of row " + i, type(i));
    }
    if (classes.isMade(host(i)) || (classes.flags(host(i)) & of) != ClassFlags.LOADER_APPLICATION) {
      throw section.corrupt("host of row " + i, host(i));
    }
    boolean itself = false;
    for (int n = needStart(i); n < needStart(i + 1); n++) {
      itself |= need(n) == i;
      if (n > needStart(i) && need(n) <= need(n - 1)) {
        throw section.corrupt("needs of row " + i, need(n));
      }
    }
    if (!itself) {
      throw section.corrupt("needs of row", i);
    }
  }

  /** The row for a class of section CLASSES, which may have several rows there; -1 for none. */
  public int indexOf(Classes classes, int c) {
    for (int i = 0; i < count; i++) {
      if (classes.name(type(i)) == classes.name(c)) {
        return i;
      }
    }
    return -1;
  }

  /** The first row in CLASSES of a made class. */
  public int type(int i) {
    return words[type + i];
  }

  /** A class of the same package and protection domain. */
  public int host(int i) {
    return words[host + i];
  }

  /** String index of the class file, a char for each byte. */
  public int file(int i) {
    return words[file + i];
  }

  /** The first of the needs of a class; that of {@code count} is the number of all. */
  public int needStart(int i) {
    return words[needStart + i];
  }

  /** A class that has to be defined with another. */
  public int need(int n) {
    return words[need + n];
  }

  /** Whether restoring a row of STATICS, or {@link #BOOT}, defines a class. */
  public boolean isDefinedBy(int row, int i) {
    for (int d = words[definerStart + i]; d < words[definerStart + i + 1]; d++) {
      if (words[definer + d] == row) {
        return true;
      }
    }
    return false;
  }
}
