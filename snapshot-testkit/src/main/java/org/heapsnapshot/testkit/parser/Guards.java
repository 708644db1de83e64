package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Section 13.
 *
 * @param rows the guards
 */
public record Guards(List<Row> rows) {
  private static final Map<Integer, String> NAMES =
      Map.of(
          3, "locale",
          4, "timezone",
          5, "charset",
          7, "layout",
          8, "properties",
          9, "processors",
          10, "max-memory",
          11, "host",
          14, "main");

  /**
   * A fact of the environment.
   *
   * @param value null when the fact was absent at build
   * @param units the units that depend on it; empty means all
   */
  public record Row(int kind, String name, String value, String reader, List<Integer> units) {}

  static Guards parse(Cursor in, Strings strings, Units units) {
    int count = in.readCount("count");
    int[] kind = in.readColumn("kind", count);
    int[] name = in.readColumn("name", count);
    int[] value = in.readColumn("value", count);
    int[] reader = in.readColumn("reader", count);
    int[] unitStart = in.readStarts("unitStart", count);
    int[] unit = in.readColumn("unit", unitStart[count]);
    in.end();
    units.check(in, "unit", unit);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String where = "[" + i + "]";
      Row row =
          new Row(
              kind[i],
              strings.get(in, "name" + where, name[i]),
              value[i] == -1 ? null : strings.get(in, "value" + where, value[i]),
              strings.get(in, "reader" + where, reader[i]),
              Arrays.stream(unit, unitStart[i], unitStart[i + 1]).boxed().toList());
      check(in, i, row);
      checkUnits(in, row, units);
      rows.add(row);
    }
    return new Guards(List.copyOf(rows));
  }

  /** Boot can leave out its last unit alone, and not the one that lazy units refer to. */
  private static void checkUnits(Cursor in, Row row, Units units) {
    int boots = units.lazy().indexOf(true) < 0 ? units.lazy().size() : units.lazy().indexOf(true);
    for (int unit : row.units()) {
      if (unit < Math.max(1, boots - 1)) {
        throw in.error("unit", unit, "a lazy unit, or the last of several boot units");
      }
    }
    for (int unit = 0; unit < units.needs().size() && !row.units().isEmpty(); unit++) {
      boolean needs = units.needs().get(unit).stream().anyMatch(row.units()::contains);
      if (needs && !row.units().contains(unit)) {
        throw in.error("unit", row.units(), "with unit " + unit + ", which needs one of them");
      }
    }
  }

  private static void check(Cursor in, int i, Row row) {
    if (row.kind() < 1 || row.kind() > 14) {
      throw in.error("kind[" + i + "]", row.kind(), "1 to 14");
    }
    String name = NAMES.get(row.kind());
    if (name != null && !row.name().equals(name)) {
      throw in.error("name[" + i + "]", row.name(), name);
    }
    if (row.kind() == 6 && row.value() != null && !row.value().equals("present")) {
      throw in.error("value[" + i + "]", row.value(), "present, or -1");
    }
  }
}
