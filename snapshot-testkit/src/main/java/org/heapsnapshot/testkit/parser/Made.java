package org.heapsnapshot.testkit.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Section 16.
 *
 * @param rows the classes that the program made, in the order of their making
 */
public record Made(List<Row> rows) {
  private static final String MAGIC = "\u00CA\u00FE\u00BA\u00BE";

  /**
   * A class that the image defines.
   *
   * @param host a class of the same package
   * @param file its class file
   * @param needs rows that are defined with this one, itself included
   * @param definers rows of STATICS, or -1 for boot
   */
  public record Row(
      Classes.Row type,
      Classes.Row host,
      byte[] file,
      List<Integer> needs,
      List<Integer> definers) {}

  static Made parse(Cursor in, Strings strings, Classes classes, int staticsRows) {
    int count = in.readCount("count");
    int[] type = in.readColumn("class", count);
    int[] host = in.readColumn("host", count);
    int[] file = in.readColumn("file", count);
    int[] needStart = in.readStarts("needStart", count);
    int[] need = in.readColumn("need", needStart[count]);
    int[] definerStart = in.readStarts("definerStart", count);
    int[] definer = in.readColumn("definer", definerStart[count]);
    in.end();
    List<Row> rows = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Classes.Row made = classes.get(in, "class[" + i + "]", type[i]);
      if (!made.isMade() || !names.add(made.name())) {
        throw in.error("class[" + i + "]", made, "one row for each class with bit 7");
      }
      rows.add(
          new Row(
              made,
              host(in, i, made, classes.get(in, "host[" + i + "]", host[i])),
              file(in, i, strings.get(in, "file[" + i + "]", file[i])),
              needs(in, i, count, need, needStart[i], needStart[i + 1]),
              definers(in, staticsRows, definer, definerStart[i], definerStart[i + 1])));
    }
    for (Classes.Row row : classes.rows()) {
      if (row.isMade() && !names.contains(row.name())) {
        throw in.error("rows", "none for " + row, "one for each class with bit 7");
      }
    }
    return new Made(List.copyOf(rows));
  }

  private static Classes.Row host(Cursor in, int i, Classes.Row made, Classes.Row host) {
    boolean right = host.loader() == 2 && !host.isMade() && !host.isArray();
    if (!right || !packageOf(host.name()).equals(packageOf(made.name()))) {
      throw in.error("host[" + i + "]", host, "a class of the package of " + made.name());
    }
    return host;
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static byte[] file(Cursor in, int i, String text) {
    if (!text.startsWith(MAGIC) || text.chars().anyMatch(c -> c > 0xFF)) {
      throw in.error("file[" + i + "]", "another text", "a class file, a char for each byte");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Integer> needs(Cursor in, int i, int count, int[] need, int from, int to) {
    List<Integer> needs = new ArrayList<>();
    for (int n = from; n < to; n++) {
      if (need[n] < 0 || need[n] >= count || n > from && need[n] <= need[n - 1]) {
        throw in.error("need[" + n + "]", need[n], "rows in ascending order");
      }
      needs.add(need[n]);
    }
    if (!needs.contains(i)) {
      throw in.error("needs of row " + i, needs, "the row itself among them");
    }
    return List.copyOf(needs);
  }

  private static List<Integer> definers(Cursor in, int rows, int[] definer, int from, int to) {
    List<Integer> definers = new ArrayList<>();
    for (int d = from; d < to; d++) {
      if (definer[d] < -1 || definer[d] >= rows) {
        throw in.error("definer[" + d + "]", definer[d], "-1, or a row of STATICS");
      }
      definers.add(definer[d]);
    }
    return List.copyOf(definers);
  }
}
