package org.heapsnapshot.extension.program;

import java.util.List;
import java.util.Map;

/** Keeps tables that no extension knows. */
final class OwnShelf {
  static final Shelf SHELF = Shelf.of(Map.of("OwnTable", OwnShelf::table));

  private OwnShelf() {}

  private static Object table(List<Object> keys, List<String> values) {
    OwnTable table = new OwnTable();
    for (int i = 0; i < keys.size(); i++) {
      table.put(keys.get(i), values.get(i));
    }
    return table;
  }
}
