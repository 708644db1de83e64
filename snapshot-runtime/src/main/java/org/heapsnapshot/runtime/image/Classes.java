package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.FieldDesc;
import org.heapsnapshot.runtime.format.SectionId;

/** CLASSES: the classes and the fields that the image carries. */
public final class Classes {
  /** Offsets of fields lie well below this: a class has at most 65,535 fields. */
  private static final int OFFSET_LIMIT = 1 << 24;

  /** What a class of placeholders is: of the image, with instances and nothing else. */
  private static final int PLACEHOLDERS = ClassFlags.LOADER_APPLICATION | ClassFlags.INSTANCES;

  private static final int PLACEHOLDER_RULE =
      ClassFlags.LOADER_MASK | ClassFlags.INSTANCES | ClassFlags.ARRAY | ClassFlags.PRIMITIVE;

  /** What a class loader of the program is: an object of a class of the image. */
  private static final int LOADERS_RULE = PLACEHOLDER_RULE | ClassFlags.MADE | ClassFlags.LATE;

  /** What loaders of the program define: what the program made, and no arrays of it. */
  private static final int PROGRAM_RULE = ClassFlags.MADE | ClassFlags.ARRAY | ClassFlags.PRIMITIVE;

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

  private final Section section;
  private final int stringCount;
  private boolean namesChecked;
  private boolean anyMade;
  private boolean anyLoader;
  private boolean anyPlaceholder;

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
    declaring = section.column(fieldCount);
    fieldName = section.column(fieldCount);
    desc = section.column(fieldCount);
    offset = section.column(fieldCount);
    section.end();
    this.section = section;
    this.stringCount = stringCount;
    for (int c = 0; c < count; c++) {
      checkFlags(section, words[flags + c]);
    }
    checkFields(section);
  }

  private void checkFlags(Section section, int value) {
    int shape = value & (ClassFlags.ARRAY | ClassFlags.PRIMITIVE);
    boolean carried = (value & (ClassFlags.INSTANCES | ClassFlags.RESTORED)) != 0;
    int loader = value & ClassFlags.LOADER_MASK;
    if (loader == ClassFlags.LOADER_PROGRAM && (value & PROGRAM_RULE) != ClassFlags.MADE
        || shape == (ClassFlags.ARRAY | ClassFlags.PRIMITIVE)
        || (value & ClassFlags.RESTORED) != 0 && loader < ClassFlags.LOADER_APPLICATION
        || (value & ClassFlags.LOADERS) != 0 && (value & LOADERS_RULE) != PLACEHOLDERS
        || shape == ClassFlags.PRIMITIVE && carried
        || (value & (ClassFlags.LATE | ClassFlags.RESTORED)) == ClassFlags.LATE
        || (value & ClassFlags.PLACEHOLDER) != 0 && (value & PLACEHOLDER_RULE) != PLACEHOLDERS) {
      throw section.corrupt("flags of a class", value);
    }
    anyMade |= (value & ClassFlags.MADE) != 0;
    anyLoader |= (value & ClassFlags.LOADERS) != 0;
    anyPlaceholder |= (value & ClassFlags.PLACEHOLDER) != 0;
  }

  /** One loop without calls: it runs in the interpreter, over every field. */
  private void checkFields(Section section) {
    int[] data = words;
    int f = 0;
    for (int c = 0; c < count; c++) {
      int end = data[fieldStart + c + 1];
      int statics = 0;
      for (; f < end; f++) {
        int d = data[desc + f];
        int isStatic = d & FieldDesc.STATIC;
        if (isStatic < statics) {
          throw section.corrupt("order of field", f);
        }
        statics = isStatic;
        int kind = d & FieldDesc.KIND_MASK;
        if ((d & ~FieldDesc.MASK) != 0
            || kind >> 5 != 2
            || (FieldDesc.KINDS >>> kind & 1) == 0
            || (d & FieldDesc.ASSERTION_STATUS) != 0 && (isStatic == 0 || kind != 'Z')) {
          throw section.corrupt("desc of field " + f, d);
        }
        int o = data[offset + f];
        if (o >= OFFSET_LIMIT || o < 0 && (o != -1 || (d & FieldDesc.ZEROED) == 0)) {
          throw section.corrupt("offset of field " + f, o);
        }
      }
    }
  }

  /**
   * Checks what a start needs only when it computes offsets or tells what is wrong: names of fields
   * and the classes that declare them.
   *
   * @throws Refusal when they are not there
   */
  public void checkNames() {
    if (namesChecked) {
      return;
    }
    for (int c = 0; c < count; c++) {
      checkNames(c);
    }
    namesChecked = true;
  }

  /** The same for the fields of one class. */
  public void checkNames(int c) {
    int start = words[fieldStart + c];
    int end = words[fieldStart + c + 1];
    section.inRange(declaring + start, end - start, 0, count);
    section.inRange(fieldName + start, end - start, 0, stringCount);
    for (int f = start; f < end; f++) {
      if ((words[desc + f] & FieldDesc.STATIC) != 0 && words[declaring + f] != c) {
        throw section.corrupt("owner of field", f);
      }
    }
  }

  /** String index of the binary name. */
  public int name(int c) {
    return words[name + c];
  }

  /** Where the flags of classes are in the words of the heap, for loops without calls. */
  int flagsAt() {
    return flags;
  }

  /** Where the first fields of classes are in the words of the heap. */
  int fieldStartAt() {
    return fieldStart;
  }

  /** Where the descriptors of fields are in the words of the heap. */
  int descAt() {
    return desc;
  }

  /** Where the offsets of fields are in the words of the heap. */
  int offsetAt() {
    return offset;
  }

  /** {@link ClassFlags}. */
  public int flags(int c) {
    return words[flags + c];
  }

  /** Whether the program made the class while it was observed. */
  public boolean isMade(int c) {
    return (words[flags + c] & ClassFlags.MADE) != 0;
  }

  /** Whether there is such a class, or a class loader of the program. */
  public boolean hasMade() {
    return anyMade || anyLoader;
  }

  /** Whether instances of the class are class loaders. */
  public boolean isOfLoaders(int c) {
    return (words[flags + c] & ClassFlags.LOADERS) != 0;
  }

  /** Whether a class is of the program, and not of the JDK. */
  public boolean isOfProgram(int c) {
    return loader(c) >= ClassFlags.LOADER_APPLICATION;
  }

  /** Whether there is a class of placeholders. */
  public boolean hasPlaceholders() {
    return anyPlaceholder;
  }

  /** The loader of the class: a {@code LOADER} constant of {@link ClassFlags}. */
  public int loader(int c) {
    return words[flags + c] & ClassFlags.LOADER_MASK;
  }

  /** The first field of a class; that of class {@code count} is the number of fields. */
  public int fieldStart(int c) {
    return words[fieldStart + c];
  }

  /** The class that declares a field; after {@link #checkNames}. */
  public int declaring(int f) {
    return words[declaring + f];
  }

  /** String index of a field's name; after {@link #checkNames}. */
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

  /** Whether a field is a static field of that class. */
  boolean isStaticOf(int f, int c) {
    return f >= fieldStart(c) && f < fieldStart(c + 1) && (desc(f) & FieldDesc.STATIC) != 0;
  }
}
