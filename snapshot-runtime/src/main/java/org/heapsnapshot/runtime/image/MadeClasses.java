package org.heapsnapshot.runtime.image;

import java.util.Arrays;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * MADE: the classes that the program made while it was observed, and its class loaders. Not loaded
 * when there are neither.
 */
public final class MadeClasses {
  /** Stands for boot in the place of a row of STATICS. */
  public static final int BOOT = -1;

  /**
   * In the place of a row of loaders: the application loader; of a host: the loader's own domain.
   */
  public static final int NONE = -1;

  /** Number of such classes. */
  public final int count;

  /** Number of class loaders of the program. */
  public final int loaderCount;

  private final int[] words;
  private final int type;
  private final int host;
  private final int file;
  private final int needStart;
  private final int need;
  private final int definerStart;
  private final int definer;
  private final int loader;
  private final int loaderName;
  private final int parent;

  /** For each class the row of its loader. */
  private final int[] loaderOf;

  MadeClasses(
      Heap heap, Strings strings, Classes classes, int rows, CopiedObjects objects, Units units) {
    words = heap.words;
    Section section = heap.section(SectionId.MADE);
    count = section.count();
    type = section.column(count, 0, classes.count);
    host = section.column(count, NONE, classes.count);
    file = section.column(count, 0, strings.count);
    needStart = section.starts(count);
    need = section.column(words[needStart + count], 0, count);
    definerStart = section.starts(count);
    definer = section.column(words[definerStart + count], BOOT, rows);
    loaderCount = section.count();
    loader = section.column(loaderCount, objects.firstInstance, objects.firstArray);
    loaderName = section.column(loaderCount, 0, units.stringStart(units.bootCount) + 1);
    parent = section.column(loaderCount, NONE, loaderCount);
    int memberStart = section.starts(loaderCount);
    int member = section.column(words[memberStart + loaderCount], 0, count);
    section.end();
    loaderOf = new int[count];
    Arrays.fill(loaderOf, NONE);
    for (int i = 0; i < loaderCount; i++) {
      for (int m = words[memberStart + i]; m < words[memberStart + i + 1]; m++) {
        if (loaderOf[words[member + m]] != NONE) {
          throw section.corrupt("two loaders of row", words[member + m]);
        }
        loaderOf[words[member + m]] = i;
      }
    }
    checkLoaders(section, classes, objects, units);
    for (int i = 0; i < loaderCount; i++) {
      if (loaderName(i) != 0 && strings.text(strings.textOfObject(loaderName(i))).isEmpty()) {
        throw section.corrupt("empty name of loader", i); // The JDK's constructor refuses it.
      }
    }
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
    int own = loaderOf[i] == NONE ? ClassFlags.LOADER_APPLICATION : ClassFlags.LOADER_PROGRAM;
    if (!classes.isMade(type(i))
        || (classes.flags(type(i)) & of) != own
        || indexOf(classes, type(i)) != i) {
      throw section.corrupt("class of row " + i, type(i));
    }
    if (host(i) == NONE
        ? loaderOf[i] == NONE
        : classes.isMade(host(i))
            || (classes.flags(host(i)) & of) != ClassFlags.LOADER_APPLICATION) {
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

  /** Every instance of a class of loaders is one of them, is made at boot, and after its parent. */
  private void checkLoaders(Section section, Classes classes, CopiedObjects objects, Units units) {
    int expected = 0;
    for (int g = 0; g < objects.instanceGroups; g++) {
      if (classes.isOfLoaders(objects.instanceClass(g))) {
        expected += objects.instanceCount(g);
        if (units.isLazy(units.ofInstanceGroup(g))) {
          throw section.corrupt("loaders in a lazy unit, group", g);
        }
      }
    }
    if (expected != loaderCount) {
      throw section.corrupt("number of loaders", loaderCount);
    }
    for (int i = 0; i < loaderCount; i++) {
      boolean valid =
          classes.isOfLoaders(objects.instanceClass(objects.groupOf(loader(i)))) && parent(i) < i;
      for (int k = 0; k < i; k++) {
        valid &= loader(k) != loader(i);
      }
      if (!valid) {
        throw section.corrupt("loader of row", i);
      }
    }
  }

  /** The object that a loader is. */
  public int loader(int i) {
    return words[loader + i];
  }

  /** The string object that is the name of a loader, or 0. */
  public int loaderName(int i) {
    return words[loaderName + i];
  }

  /** The row of the parent of a loader, or {@link #NONE}. */
  public int parent(int i) {
    return words[parent + i];
  }

  /** The row of the loader of a class, or {@link #NONE}. */
  public int loaderOf(int i) {
    return loaderOf[i];
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

  /**
   * A class of the same protection domain, and of the same package if it has the same loader; or
   * {@link #NONE} for the domain that the loader gives to classes by itself.
   */
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
