package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Section 10.
 *
 * @param rows the recipes, in id order
 */
public record Recipes(List<Row> rows) {
  private static final int CACHED = 10;
  private static final int HANDLER = 29;
  private static final int CALL = 30;
  private static final int ARRAY = 31;
  private static final int AFTER = 32;

  /**
   * A recipe; its arguments are object ids but for the flags of a pattern.
   *
   * @param kind as the table of the page numbers the calls
   */
  public record Row(int unit, int kind, List<Integer> arguments) {}

  static Recipes parse(Cursor in, Units units) {
    int count = in.readCount("count");
    int[] unit = in.readColumn("unit", count);
    int[] kind = in.readColumn("kind", count);
    int[] argStart = in.readStarts("argStart", count);
    int[] arg = in.readColumn("arg", argStart[count]);
    in.end();
    units.checkSorted(in, "unit", unit);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Integer> arguments = new ArrayList<>();
      for (int j = argStart[i]; j < argStart[i + 1]; j++) {
        arguments.add(arg[j]);
      }
      int expected = arguments(in, "kind[" + i + "]", kind[i]);
      boolean open = kind[i] == 13 || kind[i] == 14 || kind[i] == 15 || kind[i] >= HANDLER;
      if (open ? arguments.size() < expected : arguments.size() != expected) {
        throw in.error("arguments of recipe " + i, arguments.size(), expected + " for its kind");
      }
      rows.add(new Row(unit[i], kind[i], List.copyOf(arguments)));
    }
    return new Recipes(List.copyOf(rows));
  }

  /** How many arguments a call has; kinds 13 to 15 and 29 to 32 may have more. */
  private static int arguments(Cursor in, String what, int kind) {
    return switch (kind) {
      case 1, 5, 6, 9 -> 1;
      case 2 -> 4;
      case 3, 10, 14, 18, 19, 20, 21, 22, 24, 25, 26, 27, HANDLER -> 2;
      case 12, 13, 23 -> 3;
      case 15, CALL, ARRAY, AFTER -> 1;
      case 16, 17 -> 5;
      case 4 -> 0;
      default -> throw in.error(what, kind, "1 to 6, 9, 10, 12 to 27, or 29 to 32");
    };
  }

  /** How many of the arguments are objects; they come first. */
  static int objects(Row row) {
    boolean number =
        row.kind() == 3 || row.kind() == CACHED || row.kind() >= 12 && row.kind() < HANDLER;
    number &= !isOfObjectsAlone(row.kind());
    return row.arguments().size() - (number ? 1 : 0);
  }

  /** Checks that the arguments are string objects of lower ids, the array of kind 10 a symbol. */
  static void check(Cursor in, int index, Row row, Heap heap) {
    if (row.kind() >= CALL) {
      Calls.check(in, index, row, heap);
      return;
    }
    if (row.kind() >= 12) {
      int objects = objects(row);
      for (int i = 0; i < objects; i++) {
        int argument = row.arguments().get(i);
        boolean optional =
            (row.kind() == 21 || row.kind() == 23) && i == 1 || row.kind() == HANDLER && i > 1;
        if (argument < (optional ? 0 : 1) || argument >= heap.firstRecipe() + index) {
          throw in.error("argument of recipe " + index, argument, "an object before it");
        }
      }
      return;
    }
    if (row.kind() == CACHED) {
      checkCached(in, index, row, heap);
      return;
    }
    int strings = heap.stringObjects().rows().size();
    for (int i = 0; i < row.arguments().size(); i++) {
      boolean flags = row.kind() == 3 && i == 1;
      boolean optional = row.kind() == 2 && i > 0;
      int argument = row.arguments().get(i);
      if (!flags && (argument < (optional ? 0 : 1) || argument > strings)) {
        throw in.error(
            "argument " + i + " of recipe " + index, argument, "a string object, 1 to " + strings);
      }
    }
    if (row.kind() == 2) {
      long absent = row.arguments().subList(1, 4).stream().filter(a -> a == 0).count();
      if (absent != 0 && absent != 3) {
        throw in.error("recipe " + index, row, "all of language, country, variant or none");
      }
    }
  }

  private static boolean isOfObjectsAlone(int kind) {
    return kind == 15 || kind == 18 || kind == 21 || kind == 25;
  }

  private static void checkCached(Cursor in, int index, Row row, Heap heap) {
    long symbol = row.arguments().get(0) - heap.firstSymbol();
    if (symbol < 0
        || symbol >= heap.symbols().rows().size()
        || heap.symbols().rows().get((int) symbol).kind() != 1) {
      throw in.error("argument 0 of recipe " + index, row, "a symbol of kind 1");
    }
    if (row.arguments().get(1) < 0) {
      throw in.error("argument 1 of recipe " + index, row, "an index, at least 0");
    }
  }
}
