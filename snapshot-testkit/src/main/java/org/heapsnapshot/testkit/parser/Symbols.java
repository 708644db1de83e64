package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Section 9.
 *
 * @param rows the symbols, in id order
 */
public record Symbols(List<Row> rows) {
  /**
   * A symbol.
   *
   * @param kind 0 class, 1 static field of the JDK, 2 enum constant, 3 box, 4 loader
   * @param type the class, null for a loader
   * @param argument the name of the field or the constant, the number in a box, or the loader
   */
  public record Row(int kind, Classes.Row type, Object argument) {}

  static Symbols parse(Cursor in, Strings strings, Classes classes) {
    int count = in.readCount("count");
    int[] kind = in.readColumn("kind", count);
    int[] type = in.readColumn("class", count);
    int[] argument = in.readColumn("argument", count);
    in.end();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String where = "[" + i + "]";
      Classes.Row found = kind[i] == 4 ? null : classes.get(in, "class" + where, type[i]);
      if (kind[i] == 4 && type[i] != -1) {
        throw in.error("class" + where, type[i], "-1 for a loader");
      }
      String what = "argument" + where;
      Object value =
          switch (kind[i]) {
            case 0 -> zero(in, what, argument[i]);
            case 1 -> field(in, what, classes, found, argument[i]);
            case 2 -> strings.get(in, what, argument[i]);
            case 3 -> box(in, what, found.name(), argument[i]);
            case 4 -> loader(in, what, argument[i]);
            default -> throw in.error("kind" + where, kind[i], "0 to 4");
          };
      rows.add(new Row(kind[i], found, value));
    }
    return new Symbols(List.copyOf(rows));
  }

  private static Object zero(Cursor in, String what, int argument) {
    if (argument != 0) {
      throw in.error(what, argument, "0 for a class");
    }
    return argument;
  }

  private static Object field(
      Cursor in, String what, Classes classes, Classes.Row type, int argument) {
    if (argument < 0 || argument >= classes.fields().size()) {
      throw in.error(what, argument, "a field, 0 to " + (classes.fields().size() - 1));
    }
    Classes.Field field = classes.fields().get(argument);
    if (!field.isStatic() || !field.isReference() || !field.declaring().equals(type.name())) {
      throw in.error(what, field, "a static reference field declared by " + type.name());
    }
    return field.name();
  }

  private static Object box(Cursor in, String what, String name, int argument) {
    switch (name) {
      case "java.lang.Integer", "java.lang.Long" -> {}
      case "java.lang.Short" -> Values.check(in, what, 'S', argument);
      case "java.lang.Byte" -> Values.check(in, what, 'B', argument);
      case "java.lang.Character" -> Values.check(in, what, 'C', argument);
      case "java.lang.Boolean" -> Values.check(in, what, 'Z', argument);
      default -> throw in.error(what, name, "a class of boxes with valueOf of a whole number");
    }
    return argument;
  }

  private static Object loader(Cursor in, String what, int argument) {
    if (argument != 1 && argument != 2) {
      throw in.error(what, argument, "1 (platform) or 2 (application)");
    }
    return argument;
  }
}
