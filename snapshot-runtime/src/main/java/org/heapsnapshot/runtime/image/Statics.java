package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.format.StaticsLayout;

/** STATICS: the restored classes in restore order, and the values of their static fields. */
public final class Statics {
  /** Number of restored classes; row N is {@code enter(N, ...)}. */
  public final int classCount;

  /** Whether any initializer is handed something. */
  private boolean hasHanded;

  private final int[] words;
  private final int owner;
  private final int unit;
  private final int fieldStart;
  private final int field;
  private final int low;
  private final int high;

  Statics(Heap heap, Classes classes, CopiedObjects objects, int unitCount, int stringCount) {
    words = heap.words;
    Section section = heap.section(SectionId.STATICS);
    classCount = section.count();
    owner = section.column(classCount, 0, classes.count);
    unit = section.column(classCount, 0, unitCount);
    fieldStart = section.starts(classCount);
    int values = words[fieldStart + classCount];
    field = section.column(values, StaticsLayout.HANDED, classes.fieldCount);
    low = section.column(values);
    high = section.column(values);
    section.end();
    checkValues(section, classes, objects.lastObject, stringCount);
  }

  /** One loop over all values, without calls: it runs in the interpreter. */
  private void checkValues(Section section, Classes classes, int lastObject, int stringCount) {
    int[] data = words;
    int flags = classes.flagsAt();
    int fields = classes.fieldStartAt();
    int descs = classes.descAt();
    int offsets = classes.offsetAt();
    int i = 0;
    for (int row = 0; row < classCount; row++) {
      int c = data[owner + row];
      if ((data[flags + c] & ClassFlags.RESTORED) == 0) {
        throw section.corrupt("class of row " + row, c);
      }
      int firstField = data[fields + c];
      int endField = data[fields + c + 1];
      int handed = 0;
      int end = data[fieldStart + row + 1];
      for (; i < end; i++) {
        int f = data[field + i];
        int value = data[low + i];
        if (f == StaticsLayout.HANDED) {
          hasHanded = true;
          if (value < 0 || value > lastObject || data[high + i] != handed++) {
            throw section.corrupt("object handed to row " + row, value);
          }
          continue;
        }
        int desc = f < firstField || f >= endField ? 0 : data[descs + f];
        if ((desc & FieldDesc.STATIC) == 0 || data[offsets + f] < 0) {
          throw section.corrupt("field of row " + row, f);
        }
        int kind = desc & FieldDesc.KIND_MASK;
        if (kind == 'L' || kind == '[') {
          if (value < 0 || value > lastObject) {
            throw section.corrupt("value of field " + f, value);
          }
        } else if ((desc & FieldDesc.ASSERTION_STATUS) != 0) {
          if (value < 0 || value > stringCount || data[high + i] >>> 1 != 0) {
            throw section.corrupt("status of field " + f, value);
          }
        } else if (kind == 'I' && (data[high + i] < 0 || data[high + i] > lastObject)) {
          throw section.corrupt("identity of field " + f, data[high + i]);
        }
      }
    }
  }

  /** Whether any initializer is handed objects. */
  public boolean hasHanded() {
    return hasHanded;
  }

  /** How many objects the initializer of a row is handed. */
  public int handed(int row) {
    int count = 0;
    for (int i = start(row); i < start(row + 1); i++) {
      count += field(i) == StaticsLayout.HANDED ? 1 : 0;
    }
    return count;
  }

  /** The class of a row. */
  public int owner(int row) {
    return words[owner + row];
  }

  /** The unit of a row. */
  public int unit(int row) {
    return words[unit + row];
  }

  /** The first value of a row; that of row {@code classCount} is the number of values. */
  public int start(int row) {
    return words[fieldStart + row];
  }

  /** The field of a value, or {@link StaticsLayout#HANDED}. */
  public int field(int i) {
    return words[field + i];
  }

  /** The low half of a value. */
  public int low(int i) {
    return words[low + i];
  }

  /** The high half of a value; of an {@code int} the object whose identity hash is added, or 0. */
  public int high(int i) {
    return words[high + i];
  }
}
