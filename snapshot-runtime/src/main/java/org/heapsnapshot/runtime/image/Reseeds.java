package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ReseedKind;
import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.format.SymbolKind;

/** RESEED: the collections that are rebuilt in place, inner before outer. */
public final class Reseeds {
  /** Number of collections. */
  public final int count;

  private final int[] words;
  private final int object;
  private final int kind;
  private final int entryStart;
  private final int key;
  private final int value;

  Reseeds(Heap heap, CopiedObjects objects, JdkObjects jdkObjects) {
    words = heap.words;
    Section section = heap.section(SectionId.RESEED);
    count = section.count();
    object = section.column(count, objects.firstInstance, objects.firstArray);
    kind = section.column(count, ReseedKind.HASH_MAP, ReseedKind.LAST + 1);
    entryStart = section.starts(count);
    int entries = words[entryStart + count];
    key = section.column(entries, 0, objects.lastObject + 1);
    value = section.column(entries);
    section.end();
    if (count > 0) {
      int[] order = order(objects.firstInstance, objects.firstArray);
      for (int i = 0; i < count; i++) {
        if (kind(i) == ReseedKind.CLASS_VALUE) {
          checkClasses(section, i, jdkObjects);
        } else {
          checkEntries(section, i, order, objects.firstInstance);
        }
        checkValues(section, i, objects.lastObject);
      }
    }
  }

  /** One more than the row of each instance that is rebuilt, 0 for the others. */
  private int[] order(int firstInstance, int firstArray) {
    int[] order = new int[firstArray - firstInstance];
    for (int i = 0; i < count; i++) {
      order[words[object + i] - firstInstance] = i + 1;
    }
    return order;
  }

  /** Null rules, and that a key which is rebuilt itself comes before: it is asked for its hash. */
  private void checkEntries(Section section, int i, int[] order, int firstInstance) {
    if (kind(i) == ReseedKind.HANDLED) {
      if (start(i) == start(i + 1) || key(start(i)) == 0) {
        throw section.corrupt("no handler in row", i);
      }
      return; // Whatever its parts are, the handler was given the same at build.
    }
    if (kind(i) == ReseedKind.IDENTITY_HASH) {
      return; // Nobody asks the keys.
    }
    boolean keys = kind(i) >= ReseedKind.CONCURRENT_HASH_MAP;
    boolean values = keys && kind(i) != ReseedKind.SET_N;
    for (int e = start(i); e < start(i + 1); e++) {
      if (keys && key(e) == 0 || values && value(e) == 0) {
        throw section.corrupt("null in entry", e);
      }
      int at = key(e) - firstInstance;
      if (kind(i) != ReseedKind.IDENTITY_HASH_MAP
          && at >= 0
          && at < order.length
          && order[at] > i) {
        throw section.corrupt("key rebuilt after the collection, object", key(e));
      }
    }
  }

  /** The keys of class values are classes. */
  private void checkClasses(Section section, int i, JdkObjects jdkObjects) {
    for (int e = start(i); e < start(i + 1); e++) {
      int symbol = key(e) - jdkObjects.firstSymbol;
      if (symbol < 0
          || symbol >= jdkObjects.symbolCount
          || jdkObjects.symbolKind(symbol) != SymbolKind.CLASS) {
        throw section.corrupt("no class in entry", e);
      }
    }
  }

  private void checkValues(Section section, int i, int lastObject) {
    for (int e = start(i); kind(i) != ReseedKind.IDENTITY_HASH && e < start(i + 1); e++) {
      if (value(e) < 0 || value(e) > lastObject) {
        throw section.corrupt("value of entry " + e, value(e));
      }
    }
  }

  /** The object id of a collection. */
  public int object(int i) {
    return words[object + i];
  }

  /** {@link ReseedKind}. */
  public int kind(int i) {
    return words[kind + i];
  }

  /** The first entry of a collection; that of collection {@code count} is the number of entries. */
  public int start(int i) {
    return words[entryStart + i];
  }

  /** The object id of the key of an entry. */
  public int key(int entry) {
    return words[key + entry];
  }

  /** The object id of the value of an entry; of an identity hash what is added to it. */
  public int value(int entry) {
    return words[value + entry];
  }
}
