package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Section 3.
 *
 * @param rows the string objects, in id order
 */
public record StringObjects(List<Row> rows) {
  /** A string object and whether it is the interned instance of its text. */
  public record Row(String text, boolean interned) {}

  static StringObjects parse(Cursor in, Strings strings) {
    int[] text = in.readColumn("text", in.readCount("count"));
    in.end();
    List<Row> rows = new ArrayList<>();
    Set<String> internedTexts = new HashSet<>();
    for (int i = 0; i < text.length; i++) {
      Row row = new Row(strings.get(in, "text[" + i + "]", text[i] >> 1), (text[i] & 1) == 1);
      if (row.interned() && !internedTexts.add(row.text())) {
        throw in.error("text[" + i + "]", "interned twice: " + row.text(), "at most one");
      }
      rows.add(row);
    }
    return new StringObjects(Collections.unmodifiableList(rows));
  }
}
