package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Section 4.
 *
 * @param rows the classes
 * @param fields the field table
 */
public record Classes(List<Row> rows, List<Field> fields) {
  private static final Set<String> PRIMITIVES =
      Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double", "void");

  /** A class; its fields are {@code firstField} (included) to {@code endField} (excluded). */
  public record Row(int index, String name, int flags, int firstField, int endField) {
    /** 0 boot, 1 platform, 2 application, 3 one of the program. */
    public int loader() {
      return flags & 3;
    }

    public boolean isArray() {
      return (flags & 4) != 0;
    }

    public boolean isPrimitive() {
      return (flags & 8) != 0;
    }

    /** Whether instances are carried. */
    public boolean isCarried() {
      return (flags & 16) != 0;
    }

    /** Whether its initializer was restored. */
    public boolean isRestored() {
      return (flags & 32) != 0;
    }

    /** Whether it is of a boot unit and boot leaves its initialization to the program. */
    public boolean isLate() {
      return (flags & 64) != 0;
    }

    /** Whether the program made it: its class file is in MADE. */
    public boolean isMade() {
      return (flags & 128) != 0;
    }

    /** Whether its instances are class loaders. */
    public boolean isOfLoaders() {
      return (flags & 512) != 0;
    }

    /** Whether its instances are placeholders. */
    public boolean isPlaceholder() {
      return (flags & 256) != 0;
    }
  }

  /** A row of the field table; {@code owner} is the class among whose rows it is. */
  public record Field(int index, int owner, String declaring, String name, int desc, int offset) {
    /** First character of the descriptor. */
    public char type() {
      return (char) (desc & 0xFF);
    }

    public boolean isStatic() {
      return (desc & 1 << 8) != 0;
    }

    /** Whether the value is the negated desired assertion status of the class. */
    public boolean isAssertionStatus() {
      return (desc & 1 << 9) != 0;
    }

    /** Whether the field stays zero and has no column. */
    public boolean isZero() {
      return (desc & 1 << 10) != 0;
    }

    /** Whether values are object ids. */
    public boolean isReference() {
      return type() == 'L' || type() == '[';
    }

    /** Whether values take two ints. */
    public boolean isWide() {
      return type() == 'J' || type() == 'D';
    }
  }

  static Classes parse(Cursor in, Strings strings) {
    int classCount = in.readCount("classCount");
    int fieldCount = in.readCount("fieldCount");
    int[] name = in.readColumn("name", classCount);
    int[] flags = in.readColumn("flags", classCount);
    int[] fieldStart = in.readStarts("fieldStart", classCount);
    if (fieldStart[classCount] != fieldCount) {
      throw in.error("fieldStart[" + classCount + "]", fieldStart[classCount], "" + fieldCount);
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < classCount; i++) {
      String text = strings.get(in, "name[" + i + "]", name[i]);
      rows.add(new Row(i, text, flags[i], fieldStart[i], fieldStart[i + 1]));
      checkFlags(in, rows.get(i));
    }
    Classes classes = new Classes(List.copyOf(rows), fields(in, strings, rows, fieldCount));
    in.end();
    rows.forEach(row -> classes.checkFields(in, row));
    return classes;
  }

  private static List<Field> fields(Cursor in, Strings strings, List<Row> rows, int fieldCount) {
    int[] declaring = in.readColumn("declaring", fieldCount);
    int[] fieldName = in.readColumn("fieldName", fieldCount);
    int[] desc = in.readColumn("desc", fieldCount);
    int[] offset = in.readColumn("offset", fieldCount);
    List<Field> fields = new ArrayList<>();
    for (Row owner : rows) {
      for (int i = owner.firstField(); i < owner.endField(); i++) {
        String row = "[" + i + "]";
        if (declaring[i] < 0 || declaring[i] >= rows.size()) {
          throw in.error("declaring" + row, declaring[i], "a class, 0 to " + (rows.size() - 1));
        }
        String text = strings.get(in, "fieldName" + row, fieldName[i]);
        String declaringName = rows.get(declaring[i]).name();
        fields.add(new Field(i, owner.index(), declaringName, text, desc[i], offset[i]));
      }
    }
    return List.copyOf(fields);
  }

  private static void checkFlags(Cursor in, Row row) {
    String what = "flags[" + row.index() + "] of " + row.name();
    if (row.flags() >> 10 != 0) {
      throw in.error(what, Integer.toHexString(row.flags()), "bits 0 to 9 only");
    }
    if (row.loader() == 3 && !row.isMade()) {
      throw in.error(what, Integer.toHexString(row.flags()), "loader 3 with bit 7");
    }
    if (row.isMade() && (row.loader() < 2 || row.isArray())) {
      throw in.error(
          what, Integer.toHexString(row.flags()), "bit 7 with loader 2 or 3, not for arrays");
    }
    if (row.isOfLoaders()
        && (row.loader() != 2 || !row.isCarried() || row.isMade() || row.isLate())) {
      throw in.error(
          what, Integer.toHexString(row.flags()), "bit 9 with loader 2 and bit 4, without 6 and 7");
    }
    if (row.isPlaceholder() && (row.loader() != 2 || !row.isCarried())) {
      throw in.error(what, Integer.toHexString(row.flags()), "bit 8 with loader 2 and bit 4");
    }
    if (row.isLate() && !row.isRestored()) {
      throw in.error(what, Integer.toHexString(row.flags()), "bit 6 only with bit 5");
    }
    if (row.isArray() != row.name().startsWith("[")) {
      throw in.error(what, Integer.toHexString(row.flags()), "bit 2 for arrays only");
    }
    if (row.isPrimitive() != PRIMITIVES.contains(row.name())) {
      throw in.error(what, Integer.toHexString(row.flags()), "bit 3 for primitive types only");
    }
  }

  private void checkFields(Cursor in, Row row) {
    boolean statics = false;
    for (Field field : fieldsOf(row)) {
      String what = "desc[" + field.index() + "] " + row.name() + "." + field.name();
      String found = Integer.toHexString(field.desc());
      if ("ZBCSIJFDL[".indexOf(field.type()) < 0 || field.desc() >> 11 != 0) {
        throw in.error(what, found, "a descriptor in bits 0 to 7, bits 8 to 10");
      }
      if (statics && !field.isStatic()) {
        throw in.error(what, found, "instance fields before static fields");
      }
      statics = field.isStatic();
      if (field.isStatic() && !field.declaring().equals(row.name())) {
        throw in.error(
            what, "declared by " + field.declaring(), "static fields of the class itself");
      }
      if (field.isAssertionStatus() && (!field.isStatic() || field.type() != 'Z')) {
        throw in.error(what, found, "bit 9 for static booleans only");
      }
      if (field.isZero() && field.isStatic()) {
        throw in.error(what, found, "bit 10 for instance fields only");
      }
      if (field.isZero() ? field.offset() != -1 : field.offset() < 0) {
        String expected = field.isZero() ? "-1 with bit 10" : "at least 0 without bit 10";
        throw in.error("offset[" + field.index() + "]", field.offset(), expected);
      }
    }
  }

  /** The fields that the image carries for a class. */
  public List<Field> fieldsOf(Row row) {
    return fields.subList(row.firstField(), row.endField());
  }

  /** The class that a {@code class} of another section means. */
  Row get(Cursor in, String what, int index) {
    if (index < 0 || index >= rows.size()) {
      throw in.error(what, index, "a class, 0 to " + (rows.size() - 1));
    }
    return rows.get(index);
  }
}
