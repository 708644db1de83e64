package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * INSTANCES, ARRAYS and PRIMITIVES: the objects that are copied, in groups of one class. The words
 * of the columns are those of {@link #words}.
 */
public final class CopiedObjects {
  /** The words that positions refer to. */
  public final int[] words;

  /** What positions of primitive elements refer to. */
  public final HeapSource elements;

  /** The greatest object id. */
  public final int lastObject;

  /** Number of groups of instances. */
  public final int instanceGroups;

  /** Number of groups of arrays. */
  public final int arrayGroups;

  /** Object id of the first instance. */
  public final int firstInstance;

  /** Object id of the first array. */
  public final int firstArray;

  /** Object id of the first instance of each group, and of the first array. */
  private final int[] groupFirst;

  /** Where in {@link #words} the columns of each group of instances start. */
  private final int[] columns;

  /** Object id of the first array of each group, and the one after the last. */
  private final int[] arrayFirst;

  /** Where in {@link #words} the lengths of each group of arrays start. */
  private final int[] lengths;

  /** Where in {@link #elements} those of each group of primitive arrays start. */
  private final int[] primitives;

  /** Of each group of arrays the first character of the descriptor of the elements. */
  private final byte[] elementKind;

  private final int instanceClass;
  private final int instanceCount;
  private final int arrayClass;
  private final int arrayCount;
  private final Classes classes;
  private final Strings strings;

  CopiedObjects(Heap heap, Strings strings, Classes classes, JdkObjects jdk, Units units) {
    this.strings = strings;
    this.classes = classes;
    words = heap.words;
    elements = heap.source;
    Section section = heap.section(SectionId.INSTANCES);
    instanceGroups = section.count();
    units.setInstanceGroups(
        section, section.column(instanceGroups, 0, units.count), instanceGroups);
    instanceClass = section.column(instanceGroups, 0, classes.count);
    instanceCount = section.column(instanceGroups, 0, Integer.MAX_VALUE);
    Section arraySection = heap.section(SectionId.ARRAYS);
    arrayGroups = arraySection.count();
    units.setArrayGroups(
        arraySection, arraySection.column(arrayGroups, 0, units.count), arrayGroups);
    arrayClass = arraySection.column(arrayGroups, 0, classes.count);
    arrayCount = arraySection.column(arrayGroups, 0, Integer.MAX_VALUE);

    // Objects without fields take no space here, but something refers to each: a word at least.
    int limit = Math.min(HeapLayout.MAX_OBJECT_ID, words.length);
    firstInstance = jdk.firstRecipe + jdk.recipeCount;
    long last = firstInstance - 1L;
    for (int g = 0; g < instanceGroups; g++) {
      last += words[instanceCount + g];
    }
    firstArray = (int) Math.min(last + 1, Integer.MAX_VALUE);
    groupFirst = new int[instanceGroups + 1];
    columns = new int[instanceGroups];
    arrayFirst = new int[arrayGroups + 1];
    lengths = new int[arrayGroups];
    primitives = new int[arrayGroups];
    elementKind = new byte[arrayGroups];
    for (int g = 0; g < arrayGroups; g++) {
      last += words[arrayCount + g];
    }
    if (last > limit) {
      throw section.corrupt(
          "object ids, limit " + limit + ", last", (int) Math.min(last, 1L << 30));
    }
    lastObject = (int) last;
    int first = firstInstance;
    for (int g = 0; g < instanceGroups; g++) {
      groupFirst[g] = first;
      first += words[instanceCount + g];
    }
    groupFirst[instanceGroups] = first;
    for (int g = 0; g < arrayGroups; g++) {
      arrayFirst[g] = first;
      first += words[arrayCount + g];
    }
    arrayFirst[arrayGroups] = first;
    checkInstances(section);
    checkArrays(arraySection, heap.section(SectionId.PRIMITIVES));
    if (classes.hasPlaceholders()) {
      checkPlaceholders(section, units, jdk.firstRecipe);
    }
  }

  /** What placeholders stand for is in a lazy unit, and they are in a field that can hold it. */
  private void checkPlaceholders(Section section, Units units, int firstRecipe) {
    int firstLazy = groupFirst[units.instanceGroupStart(units.bootCount)];
    int firstLazyRecipe = firstRecipe + units.recipeStart(units.bootCount);
    for (int g = 0; g < instanceGroups; g++) {
      int c = instanceClass(g);
      if ((classes.flags(c) & ClassFlags.PLACEHOLDER) == 0) {
        continue;
      }
      int f = classes.fieldStart(c);
      if (classes.fieldStart(c + 1) - f < 3
          || classes.desc(f) != ('L' | FieldDesc.ZEROED)
          || classes.desc(f + 1) != 'I'
          || classes.desc(f + 2) != 'I') {
        throw section.corrupt("fields of placeholders", c);
      }
      int at = columns[g];
      int n = instanceCount(g);
      for (int i = 0; i < n; i++) {
        int target = words[at + i];
        int field = words[at + n + i];
        if (target < (target < firstInstance ? firstLazyRecipe : firstLazy)
            || target >= firstArray
            || field < 0
            || field >= classes.fieldCount
            || classes.desc(field) != 'L') {
          throw section.corrupt("placeholder of group " + g, i);
        }
      }
    }
  }

  /** One loop without calls: it runs in the interpreter, and most groups are small. */
  private void checkInstances(Section section) {
    int[] data = words;
    int start = section.position();
    int at = start;
    int end = at + section.remaining();
    int limit = lastObject;
    int flags = classes.flagsAt();
    int fieldStart = classes.fieldStartAt();
    int descs = classes.descAt();
    for (int g = 0; g < instanceGroups; g++) {
      int c = data[instanceClass + g];
      if ((data[flags + c] & (ClassFlags.INSTANCES | ClassFlags.ARRAY)) != ClassFlags.INSTANCES) {
        throw section.corrupt("class of a group", c);
      }
      int n = data[instanceCount + g]; // Less than half of what an int holds: see limit of ids.
      columns[g] = at;
      int fields = data[fieldStart + c + 1];
      for (int f = data[fieldStart + c]; f < fields; f++) {
        int desc = data[descs + f];
        if ((desc & FieldDesc.STATIC) != 0) {
          break;
        }
        if ((desc & FieldDesc.ZEROED) != 0) {
          continue;
        }
        int kind = desc & FieldDesc.KIND_MASK;
        int stop = n;
        if (kind == 'J' || kind == 'D') {
          stop += n;
        }
        if (stop > end - at) {
          throw section.corrupt("count of group " + g, n);
        }
        stop += at;
        if (kind == 'L' || kind == '[' || kind == 'Z') {
          int most = kind == 'Z' ? 1 : limit;
          while (at < stop) {
            int value = data[at++];
            if (value < 0 || value > most) {
              throw section.corrupt("value in a column of group " + g, value);
            }
          }
        }
        at = stop;
      }
    }
    section.column(at - start);
    section.end();
  }

  private void checkArrays(Section section, Section primitiveSection) {
    for (int g = 0; g < arrayGroups; g++) {
      if ((classes.flags(arrayClass(g)) & ClassFlags.ARRAY) == 0) {
        throw section.corrupt("class of a group", arrayClass(g));
      }
      int n = arrayCount(g);
      int at = section.column(n, 0, Integer.MAX_VALUE);
      lengths[g] = at;
      primitives[g] = primitiveSection.position() << 2;
      int kind = readElementKind(g);
      elementKind[g] = (byte) kind;
      int bytesShift = elementShift(kind);
      if (bytesShift < 0) {
        long total = 0;
        for (int i = 0; i < n; i++) {
          total += words[at + i];
        }
        if (total > section.remaining()) {
          throw section.corrupt("length of group " + g, at);
        }
        section.column((int) total, 0, lastObject + 1);
      } else {
        for (int i = 0; i < n; i++) {
          long elementWords = paddedBytes(words[at + i], bytesShift) >> 2;
          if (elementWords > primitiveSection.remaining()) {
            throw primitiveSection.corrupt("length of an array of group " + g, words[at + i]);
          }
          int start = primitiveSection.column((int) elementWords);
          if (kind == 'Z') {
            checkBooleans(primitiveSection, start << 2, words[at + i]);
          }
        }
      }
    }
    section.end();
    primitiveSection.end();
  }

  private void checkBooleans(Section section, int at, int n) {
    byte[] window = elements.window();
    for (int done = 0; done < n; ) {
      int first = elements.find(at + done);
      int end = first + Math.min(n - done, elements.found(at + done));
      for (int i = first; i < end; i++) {
        if ((window[i] & ~1) != 0) {
          throw section.corrupt("boolean", window[i]);
        }
      }
      done += end - first;
    }
  }

  /** The bytes that the elements of a primitive array take in PRIMITIVES. */
  public static long paddedBytes(int length, int elementShift) {
    return ((long) length << elementShift) + 7 & -8;
  }

  private int readElementKind(int g) {
    String name = strings.text(classes.name(arrayClass(g)));
    if (name.length() < 2 || name.charAt(0) != '[') {
      throw new Refusal(LoadResult.CORRUPT, "array class " + name);
    }
    int kind = name.charAt(1);
    boolean primitive = kind != '[' && kind != 'L';
    if (primitive && (name.length() != 2 || elementShift(kind) < 0)) {
      throw new Refusal(LoadResult.CORRUPT, "array class " + name);
    }
    return kind;
  }

  /** The logarithm of the bytes of a primitive of that descriptor, or -1 for anything else. */
  public static int elementShift(int kind) {
    switch (kind) {
      case 'Z':
      case 'B':
        return 0;
      case 'C':
      case 'S':
        return 1;
      case 'I':
      case 'F':
        return 2;
      case 'J':
      case 'D':
        return 3;
      default:
        return -1;
    }
  }

  /** The first character of the descriptor of the elements of a group of arrays. */
  public int elementKind(int g) {
    return elementKind[g];
  }

  /** Where in {@link #words} the columns of a group of instances start. */
  public int columns(int g) {
    return columns[g];
  }

  /** The object id of the first array of a group; of group {@code arrayGroups}, after the last. */
  public int arrayFirst(int g) {
    return arrayFirst[g];
  }

  /** Where in {@link #words} the lengths of a group of arrays start. */
  public int lengths(int g) {
    return lengths[g];
  }

  /** Where in {@link #elements} those of a group of arrays of primitives start. */
  public int primitives(int g) {
    return primitives[g];
  }

  /** The object id of the first instance of a group. */
  public int groupFirst(int g) {
    return groupFirst[g];
  }

  /** The group of an instance, by its object id. */
  public int groupOf(int object) {
    return Units.lastStart(groupFirst, instanceGroups, object);
  }

  /** The class of a group of instances. */
  public int instanceClass(int g) {
    return words[instanceClass + g];
  }

  /** The number of instances of a group. */
  public int instanceCount(int g) {
    return words[instanceCount + g];
  }

  /** The class of a group of arrays. */
  public int arrayClass(int g) {
    return words[arrayClass + g];
  }

  /** The number of arrays of a group. */
  public int arrayCount(int g) {
    return words[arrayCount + g];
  }
}
