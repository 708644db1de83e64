package org.heapsnapshot.testkit.image;

import java.nio.charset.StandardCharsets;

/**
 * Damage that needs to know the tables: numbers out of range, tables that contradict one another.
 * Every method changes an edit; it throws {@link IllegalArgumentException} for an image that has
 * nothing of the kind to damage.
 */
final class HeapDamage {
  private static final int NO_OBJECT = (1 << 30) + 7;

  private HeapDamage() {}

  /** A static field refers to an object that is not there. */
  static void danglingStatic(HeapEdit edit) {
    int classes = edit.word("STATICS", 0);
    int fieldStart = 1 + 2 * classes;
    int fields = edit.word("STATICS", fieldStart + classes);
    for (int i = 0; i < fields; i++) {
      int field = edit.word("STATICS", fieldStart + classes + 1 + i);
      if (isReference(edit, field)) {
        edit.word("STATICS", fieldStart + classes + 1 + fields + i, NO_OBJECT);
        return;
      }
    }
    throw new IllegalArgumentException("no static refers to an object");
  }

  /** A field of an instance refers to an object that is not there. */
  static void danglingField(HeapEdit edit) {
    int groups = rows(edit, "INSTANCES");
    int word = 1 + 3 * groups;
    for (int g = 0; g < groups; g++) {
      int type = edit.word("INSTANCES", 1 + groups + g);
      int count = edit.word("INSTANCES", 1 + 2 * groups + g);
      for (int field = firstField(edit, type); field < firstField(edit, type + 1); field++) {
        char letter = letterOfColumn(edit, field);
        if ((letter == 'L' || letter == '[') && count > 0) {
          edit.word("INSTANCES", word, NO_OBJECT);
          return;
        }
        word += columnWords(letter, count);
      }
    }
    throw new IllegalArgumentException("no instance refers to an object");
  }

  /** First character of the descriptor; 0 for a field without a column. */
  private static char letterOfColumn(HeapEdit edit, int field) {
    int desc = desc(edit, field);
    return (desc & (1 << 8 | 1 << 10)) != 0 ? 0 : (char) (desc & 0xFF);
  }

  private static int columnWords(char letter, int count) {
    return letter == 0 ? 0 : letter == 'J' || letter == 'D' ? 2 * count : count;
  }

  /** An element of an array refers to an object that is not there. */
  static void danglingElement(HeapEdit edit) {
    int word = firstElementWord(edit);
    edit.word("ARRAYS", word, -1);
  }

  /** An array has a negative length. */
  static void negativeLength(HeapEdit edit) {
    edit.word("ARRAYS", 1 + 3 * rows(edit, "ARRAYS"), -1);
  }

  /** An array is longer than the section. */
  static void hugeLength(HeapEdit edit) {
    edit.word("ARRAYS", 1 + 3 * rows(edit, "ARRAYS"), Integer.MAX_VALUE);
  }

  private static int firstElementWord(HeapEdit edit) {
    int groups = rows(edit, "ARRAYS");
    int word = 1 + 3 * groups;
    for (int g = 0; g < groups; g++) {
      int count = edit.word("ARRAYS", 1 + 2 * groups + g);
      int elements = 0;
      for (int i = 0; i < count; i++) {
        elements += edit.word("ARRAYS", word + i);
      }
      word += count;
      if (isArrayOfReferences(edit, edit.word("ARRAYS", 1 + groups + g))) {
        if (elements > 0) {
          return word;
        }
      }
    }
    throw new IllegalArgumentException("no array of references has elements");
  }

  /** A collection to be rebuilt is not there. */
  static void danglingCollection(HeapEdit edit) {
    rows(edit, "RESEED");
    edit.word("RESEED", 1, NO_OBJECT);
  }

  /** A collection to be rebuilt is a string. */
  static void wrongCollection(HeapEdit edit) {
    rows(edit, "RESEED");
    edit.word("RESEED", 1, 1);
  }

  /** A start column decreases. */
  static void decreasingStarts(HeapEdit edit) {
    int classes = rows(edit, "CLASSES");
    edit.word("CLASSES", 2 + 2 * classes + 1, Integer.MAX_VALUE);
  }

  /** A table goes on behind its last item. */
  static void fewerRows(HeapEdit edit) {
    edit.word("SYMBOLS", 0, rows(edit, "SYMBOLS") - 1);
  }

  /** A name is a string that is not there. */
  static void danglingName(HeapEdit edit) {
    rows(edit, "CLASSES");
    edit.word("CLASSES", 2, Integer.MAX_VALUE);
  }

  /** A group is of a class that is not there. */
  static void danglingClass(HeapEdit edit) {
    edit.word("INSTANCES", 1 + rows(edit, "INSTANCES"), -1);
  }

  /** A class that is restored at boot cannot be loaded: a letter of its name has changed. */
  static void missingClass(HeapEdit edit) {
    int type = edit.word("STATICS", 1 + bootRow(edit));
    int string = edit.word("CLASSES", 2 + type);
    int count = edit.word("STRINGS", 0);
    int offset = edit.start("STRINGS") + 4 * (4 + count);
    for (int i = 0; i < string; i++) {
      int shape = edit.word("STRINGS", 4 + i);
      offset += (shape >>> 1) << (shape & 1);
    }
    int length = edit.word("STRINGS", 4 + string) >>> 1;
    edit.flip(offset + length - 1, 1);
  }

  /** The first row of STATICS that belongs to a boot unit. */
  private static int bootRow(HeapEdit edit) {
    int classes = rows(edit, "STATICS");
    for (int row = 0; row < classes; row++) {
      if (isBoot(edit, edit.word("STATICS", 1 + classes + row))) {
        return row;
      }
    }
    throw new IllegalArgumentException("no class is restored at boot");
  }

  private static boolean isBoot(HeapEdit edit, int unit) {
    return edit.word("UNITS", 1 + unit) == 0;
  }

  /** A static field of the program has another type than in its class file. */
  static void wrongFieldType(HeapEdit edit) {
    int classes = rows(edit, "STATICS");
    int fields = edit.word("STATICS", 1 + 3 * classes);
    for (int i = 0; i < fields; i++) {
      int field = edit.word("STATICS", 2 + 3 * classes + i);
      if ((desc(edit, field) & 0xFF) == 'L') {
        // Object 0 is null for any type, so that the value itself stays valid.
        edit.word("STATICS", 2 + 3 * classes + fields + i, 0);
        edit.word("CLASSES", descWord(edit) + field, desc(edit, field) & ~0xFF | 'I');
        return;
      }
    }
    throw new IllegalArgumentException("no static is a reference");
  }

  /** A recipe is of a kind that is reserved. */
  static void unknownRecipe(HeapEdit edit) {
    edit.word("RECIPES", 1 + rows(edit, "RECIPES"), 7);
  }

  /** A recipe has an argument that is made after it. */
  static void laterArgument(HeapEdit edit) {
    int count = rows(edit, "RECIPES");
    int args = 2 + 3 * count;
    for (int i = 0; i < count; i++) {
      int from = edit.word("RECIPES", 1 + 2 * count + i);
      if (edit.word("RECIPES", 1 + 2 * count + i + 1) > from) {
        edit.word("RECIPES", args + from, NO_OBJECT);
        return;
      }
    }
    throw new IllegalArgumentException("no recipe has an argument");
  }

  /** A call is named by another string. */
  static void unknownCall(HeapEdit edit) {
    int argument = firstArgumentOfCall(edit);
    edit.word("RECIPES", argument, edit.word("RECIPES", argument) == 1 ? 2 : 1);
  }

  /** A call takes an object that is not there. */
  static void danglingCall(HeapEdit edit) {
    edit.word("RECIPES", firstArgumentOfCall(edit) + 1, NO_OBJECT);
  }

  private static int firstArgumentOfCall(HeapEdit edit) {
    int count = rows(edit, "RECIPES");
    return 2 + 3 * count + edit.word("RECIPES", 1 + 2 * count + call(edit));
  }

  /** The first recipe that is a call with an argument. */
  private static int call(HeapEdit edit) {
    int count = rows(edit, "RECIPES");
    for (int i = 0; i < count; i++) {
      int start = 1 + 2 * count + i;
      int arguments = edit.word("RECIPES", start + 1) - edit.word("RECIPES", start);
      if (edit.word("RECIPES", 1 + count + i) == 30 && arguments > 1) {
        return i;
      }
    }
    throw new IllegalArgumentException("no recipe is a call with an argument");
  }

  /** A symbol is of an unknown kind. */
  static void unknownSymbol(HeapEdit edit) {
    rows(edit, "SYMBOLS");
    edit.word("SYMBOLS", 1, 99);
  }

  /** A guard is of an unknown kind. */
  static void unknownGuard(HeapEdit edit) {
    rows(edit, "GUARDS");
    edit.word("GUARDS", 1, 99);
  }

  /** A unit is neither a boot unit nor a lazy one. */
  static void unknownUnit(HeapEdit edit) {
    rows(edit, "UNITS");
    edit.word("UNITS", 1, 2);
  }

  /** A class that boot is to leave to the program has an instance in a boot unit. */
  static void lateAtBoot(HeapEdit edit) {
    int groups = rows(edit, "INSTANCES");
    for (int g = 0; g < groups; g++) {
      int type = edit.word("INSTANCES", 1 + groups + g);
      int flags = 2 + edit.word("CLASSES", 0) + type;
      boolean boot = isBoot(edit, edit.word("INSTANCES", 1 + g));
      if (boot && (edit.word("CLASSES", flags) & 3) == 2) {
        edit.word("CLASSES", flags, edit.word("CLASSES", flags) | 32 | 64);
        return;
      }
    }
    throw new IllegalArgumentException("no boot unit has an instance of a class of the program");
  }

  /** A boolean is 2: written into an object, it would be neither true nor false. */
  static void wrongBoolean(HeapEdit edit) {
    int groups = rows(edit, "INSTANCES");
    int word = 1 + 3 * groups;
    for (int g = 0; g < groups; g++) {
      int type = edit.word("INSTANCES", 1 + groups + g);
      int count = edit.word("INSTANCES", 1 + 2 * groups + g);
      for (int field = firstField(edit, type); field < firstField(edit, type + 1); field++) {
        char letter = letterOfColumn(edit, field);
        if (letter == 'Z' && count > 0) {
          edit.word("INSTANCES", word, 2);
          return;
        }
        word += columnWords(letter, count);
      }
    }
    throw new IllegalArgumentException("no instance has a boolean");
  }

  /** One letter of the VM's name. */
  static void otherVm(HeapEdit edit) {
    edit.flip(edit.start("FINGERPRINT") + vmNameOffset(edit) + 4, 1);
  }

  /** One character of the JDK's build. */
  static void otherBuild(HeapEdit edit) {
    int vmName = vmNameOffset(edit);
    int length = edit.getInt(edit.start("FINGERPRINT") + vmName);
    int jdkBuild = vmName + 4 + (length + 3 & -4);
    edit.flip(edit.start("FINGERPRINT") + jdkBuild + 4 + 3, 0);
  }

  /** The JDK's build and the digest of its fields. */
  static void otherFields(HeapEdit edit) {
    otherBuild(edit);
    edit.flip(edit.start("FINGERPRINT") + vmNameOffset(edit) - 32, 0);
  }

  /** The first number of the layout, the size of a reference. */
  static void otherLayout(HeapEdit edit) {
    edit.word("FINGERPRINT", 2, edit.word("FINGERPRINT", 2) ^ 12);
  }

  /** Field offsets that would destroy object headers if anyone used them. */
  static void uselessOffsets(HeapEdit edit) {
    int fields = edit.word("CLASSES", 1);
    int offset = descWord(edit) + fields;
    for (int i = 0; i < fields; i++) {
      if (edit.word("CLASSES", offset + i) >= 0) {
        edit.word("CLASSES", offset + i, 0);
      }
    }
  }

  private static int vmNameOffset(HeapEdit edit) {
    return 4 * (2 + edit.word("FINGERPRINT", 1)) + 32;
  }

  private static int rows(HeapEdit edit, String section) {
    int rows = edit.word(section, 0);
    if (rows == 0) {
      throw new IllegalArgumentException(section + " is empty");
    }
    return rows;
  }

  private static int firstField(HeapEdit edit, int type) {
    return edit.word("CLASSES", 2 + 2 * edit.word("CLASSES", 0) + type);
  }

  private static int descWord(HeapEdit edit) {
    return 2 + 3 * edit.word("CLASSES", 0) + 1 + 2 * edit.word("CLASSES", 1);
  }

  private static int desc(HeapEdit edit, int field) {
    return edit.word("CLASSES", descWord(edit) + field);
  }

  private static boolean isReference(HeapEdit edit, int field) {
    char letter = (char) (desc(edit, field) & 0xFF);
    return letter == 'L' || letter == '[';
  }

  private static boolean isArrayOfReferences(HeapEdit edit, int type) {
    return text(edit, edit.word("CLASSES", 2 + type)).length() > 2;
  }

  private static String text(HeapEdit edit, int string) {
    int offset = edit.start("STRINGS") + 4 * (4 + edit.word("STRINGS", 0));
    for (int i = 0; i < string; i++) {
      int shape = edit.word("STRINGS", 4 + i);
      offset += (shape >>> 1) << (shape & 1);
    }
    int shape = edit.word("STRINGS", 4 + string);
    return new String(
        edit.bytes(),
        offset,
        (shape >>> 1) << (shape & 1),
        (shape & 1) == 1 ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
  }
}
