package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.format.SectionId;

/** CLASSES: the classes and the fields that the image carries. */
public final class Classes {
  /** Offsets of fields lie well below this: a class has at most 65,535 fields. */
  private static final int OFFSET_LIMIT = 1 << 24;

  /** Number of classes. */
  public final int count;

  /** Number of rows of the field table. */
  public final int fieldCount;

  private final int[] words;
  private final int name;
  private final int flags;
  private final int fieldStart;
  private final int declaring;
  private final int fieldName;
  private final int desc;
  private final int offset;

  private boolean anyMade;

  /** Words that one instance takes in INSTANCES, by class. */
  private final int[] instanceWords;

  Classes(Heap heap, int stringCount) {
    words = heap.words;
    Section section = heap.section(SectionId.CLASSES);
    count = section.count();
    fieldCount = section.count();
    name = section.column(count, 0, stringCount);
    flags = section.column(count, 0, ClassFlags.MASK + 1);
    fieldStart = section.starts(count);
    if (words[fieldStart + count] != fieldCount) {
      throw section.corrupt("fieldCount", fieldCount);
    }
    declaring = section.column(fieldCount, 0, count);
    fieldName = section.column(fieldCount, 0, stringCount);
    desc = section.column(fieldCount, 0, FieldDesc.MASK + 1);
    offset = section.column(fieldCount, -1, OFFSET_LIMIT);
    section.end();
    instanceWords = new int[count];
    for (int c = 0; c < count; c++) {
      checkFlags(section, words[flags + c]);
      instanceWords[c] = checkFields(section, c);
    }
  }

  private void checkFlags(Section section, int value) {
    int shape = value & (ClassFlags.ARRAY | ClassFlags.PRIMITIVE);
    boolean carried = (value & (ClassFlags.INSTANCES | ClassFlags.RESTORED)) != 0;
    if ((value & ClassFlags.LOADER_MASK) > ClassFlags.LOADER_APPLICATION
        || shape == (ClassFlags.ARRAY | ClassFlags.PRIMITIVE)
        || (value & ClassFlags.RESTORED) != 0
            && (value & ClassFlags.LOADER_MASK) != ClassFlags.LOADER_APPLICATION
        || shape == ClassFlags.PRIMITIVE && carried
        || (value & (ClassFlags.LATE | ClassFlags.RESTORED)) == ClassFlags.LATE) {
      throw section.corrupt("flags of a class", value);
    }
    anyMade |= (value & ClassFlags.MADE) != 0;
  }

  /** Checks the fields of a class and counts the words of an instance. */
  private int checkFields(Section section, int c) {
    int total = 0;
    boolean statics = false;
    for (int f = words[fieldStart + c]; f < words[fieldStart + c + 1]; f++) {
      int d = words[desc + f];
      boolean isStatic = (d & FieldDesc.STATIC) != 0;
      if (statics && !isStatic || isStatic && words[declaring + f] != c) {
        throw section.corrupt("order or owner of field", f);
      }
      statics = isStatic;
      total += instanceWords(section, f, d);
      if ((d & FieldDesc.ZEROED) == 0 && words[offset + f] < 0) {
        throw section.corrupt("offset of field " + f, words[offset + f]);
      }
    }
    return total;
  }

  private static int instanceWords(Section section, int f, int d) {
    int carried = (d & (FieldDesc.STATIC | FieldDesc.ZEROED)) == 0 ? 1 : 0;
    if ((d & FieldDesc.ASSERTION_STATUS) != 0
        && (d & (FieldDesc.KIND_MASK | FieldDesc.STATIC)) != ('Z' | FieldDesc.STATIC)) {
      throw section.corrupt("desc of field " + f, d);
    }
    switch (d & FieldDesc.KIND_MASK) {
      case 'J':
      case 'D':
        return 2 * carried;
      case 'Z':
      case 'B':
      case 'C':
      case 'S':
      case 'I':
      case 'F':
      case 'L':
      case '[':
        return carried;
      default:
        throw section.corrupt("desc of field " + f, d);
    }
  }

  /** String index of the binary name. */
  public int name(int c) {
    return words[name + c];
  }

  /** {@link ClassFlags}. */
  public int flags(int c) {
    return words[flags + c];
  }

  /** Whether the program made the class while it was observed. */
  public boolean isMade(int c) {
    return (words[flags + c] & ClassFlags.MADE) != 0;
  }

  /** Whether there is such a class. */
  public boolean hasMade() {
    return anyMade;
  }

  /** The loader of the class: a {@code LOADER} constant of {@link ClassFlags}. */
  public int loader(int c) {
    return words[flags + c] & ClassFlags.LOADER_MASK;
  }

  /** The first field of a class; that of class {@code count} is the number of fields. */
  public int fieldStart(int c) {
    return words[fieldStart + c];
  }

  /** The class that declares a field. */
  public int declaring(int f) {
    return words[declaring + f];
  }

  /** String index of a field's name. */
  public int fieldName(int f) {
    return words[fieldName + f];
  }

  /** {@link FieldDesc} of a field. */
  public int desc(int f) {
    return words[desc + f];
  }

  /** First character of the descriptor of a field. */
  public int kind(int f) {
    return words[desc + f] & FieldDesc.KIND_MASK;
  }

  /** The offset of a field, for {@code Unsafe}; -1 for one that has none. */
  public int offset(int f) {
    return words[offset + f];
  }

  /** Replaces the stored offset of a field by one that this JVM told. */
  public void setOffset(int f, int value) {
    words[offset + f] = value;
  }

  /** Words that an instance of the class takes in INSTANCES. */
  int instanceWords(int c) {
    return instanceWords[c];
  }

  /** Whether a field is a static field of that class. */
  boolean isStaticOf(int f, int c) {
    return f >= fieldStart(c) && f < fieldStart(c + 1) && (desc(f) & FieldDesc.STATIC) != 0;
  }
}
