package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section 6.
 *
 * @param groups objects of one class and one unit each
 */
public record Instances(List<Group> groups) {
  /**
   * A group.
   *
   * @param columns for each field that has one, the value of each object: an object id, raw bits of
   *     a floating-point number, or the number itself
   */
  public record Group(int unit, Classes.Row type, int count, Map<Classes.Field, long[]> columns) {}

  static Instances parse(Cursor in, Classes classes, Units units) {
    int groupCount = in.readCount("groupCount");
    int[] unit = in.readColumn("unit", groupCount);
    int[] type = in.readColumn("class", groupCount);
    int[] count = in.readColumn("count", groupCount);
    units.checkSorted(in, "unit", unit);
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < groupCount; g++) {
      String row = "[" + g + "]";
      Classes.Row found = classes.get(in, "class" + row, type[g]);
      if (found.isArray() || found.isPrimitive() || !found.isCarried()) {
        throw in.error("class" + row, found, "a class whose instances are carried (bit 4)");
      }
      if (count[g] < 0) {
        throw in.error("count" + row, count[g], "at least 0");
      }
      Map<Classes.Field, long[]> columns = new LinkedHashMap<>();
      for (Classes.Field field : classes.fieldsOf(found)) {
        if (!field.isStatic() && !field.isZero()) {
          String what = "column " + field.name() + " of group " + g + " (" + found.name() + ")";
          long[] values = in.readColumn(what, count[g], field.isWide());
          for (long value : values) {
            Values.check(in, what, field.type(), value);
          }
          columns.put(field, values);
        }
      }
      groups.add(new Group(unit[g], found, count[g], columns));
    }
    in.end();
    return new Instances(List.copyOf(groups));
  }

  long count() {
    return groups.stream().mapToLong(Group::count).sum();
  }
}
