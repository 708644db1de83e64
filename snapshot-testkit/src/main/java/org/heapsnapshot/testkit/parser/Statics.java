package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Section 11.
 *
 * @param rows row N is the class whose initializer calls {@code enter(N, X.class)}
 */
public record Statics(List<Row> rows) {
  /**
   * A class and the values of its static fields, as {@link Instances.Group} holds them.
   *
   * @param identities for {@code int}s that are identity hashes, the object id of whose
   * @param handed object ids that the initializer asks for
   */
  public record Row(
      Classes.Row type,
      int unit,
      Map<Classes.Field, Long> values,
      Map<Classes.Field, Integer> identities,
      List<Integer> handed) {}

  static Statics parse(Cursor in, Classes classes, Units units, Strings strings) {
    int classCount = in.readCount("classCount");
    int[] type = in.readColumn("class", classCount);
    int[] unit = in.readColumn("unit", classCount);
    int[] fieldStart = in.readStarts("fieldStart", classCount);
    int n = fieldStart[classCount];
    int[] field = in.readColumn("field", n);
    int[] low = in.readColumn("low", n);
    int[] high = in.readColumn("high", n);
    in.end();
    units.check(in, "unit", unit);
    List<Row> rows = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int c = 0; c < classCount; c++) {
      Classes.Row found = classes.get(in, "class[" + c + "]", type[c]);
      if (!seen.add(type[c]) || !found.isRestored()) {
        throw in.error("class[" + c + "]", found, "one row for a class with bit 5");
      }
      Map<Classes.Field, Long> values = new LinkedHashMap<>();
      List<Integer> handed = new ArrayList<>();
      for (int i = fieldStart[c]; i < fieldStart[c + 1]; i++) {
        if (field[i] == -1) {
          if (high[i] != handed.size()) {
            throw in.error("high[" + i + "]", high[i], "number " + handed.size());
          }
          handed.add(low[i]);
          continue;
        }
        Classes.Field own = field(in, classes, found, i, field[i]);
        if (values.put(own, value(in, own, i, low[i], high[i], strings)) != null) {
          throw in.error("field[" + i + "]", own, "each field once");
        }
      }
      Map<Classes.Field, Integer> identities = new LinkedHashMap<>();
      for (int i = fieldStart[c]; i < fieldStart[c + 1]; i++) {
        Classes.Field own = field[i] < 0 ? null : classes.fields().get(field[i]);
        if (own != null && own.type() == 'I' && high[i] != 0) {
          identities.put(own, high[i]);
        }
      }
      rows.add(new Row(found, unit[c], values, identities, List.copyOf(handed)));
    }
    for (Classes.Row row : classes.rows()) {
      if (row.isRestored() && !seen.contains(row.index())) {
        throw in.error("rows", "none for " + row, "one for each class with bit 5");
      }
    }
    return new Statics(List.copyOf(rows));
  }

  private static Classes.Field field(
      Cursor in, Classes classes, Classes.Row type, int i, int field) {
    if (field < type.firstField() || field >= type.endField()) {
      throw in.error("field[" + i + "]", field, "a field of " + type);
    }
    Classes.Field found = classes.fields().get(field);
    if (!found.isStatic()) {
      throw in.error("field[" + i + "]", found, "a static field");
    }
    return found;
  }

  private static long value(
      Cursor in, Classes.Field field, int i, int low, int high, Strings strings) {
    if (field.isAssertionStatus()) {
      if (high < 0 || high > 1) {
        throw in.error("high[" + i + "]", high, "0 or 1 for an assertion status");
      }
      if (low != 0) {
        strings.get(in, "low[" + i + "]", low - 1);
      }
      return 0;
    }
    if (field.isWide()) {
      return (long) high << 32 | low & 0xFFFF_FFFFL;
    }
    boolean identity = field.type() == 'I' && high > 0;
    if (high != 0 && !identity) {
      throw in.error("high[" + i + "]", high, "0 unless J or D, or an object for I");
    }
    Values.check(in, "low[" + i + "] of " + field.name(), field.type(), low);
    return low;
  }
}
