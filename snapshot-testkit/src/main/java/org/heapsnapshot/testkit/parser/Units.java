package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Section 5.
 *
 * @param needs for each unit the units that it needs
 */
public record Units(List<List<Integer>> needs) {

  static Units parse(Cursor in) {
    int count = in.readCount("count");
    int[] kind = in.readColumn("kind", count);
    int[] needStart = in.readStarts("needStart", count);
    int[] need = in.readColumn("need", needStart[count]);
    in.end();
    List<List<Integer>> needs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (kind[i] != 0) {
        throw in.error("kind[" + i + "]", kind[i], "0 (boot) in version 1");
      }
      List<Integer> own = new ArrayList<>();
      for (int j = needStart[i]; j < needStart[i + 1]; j++) {
        if (need[j] < 0 || need[j] >= i) {
          throw in.error("need[" + j + "] of unit " + i, need[j], "a unit of a smaller index");
        }
        own.add(need[j]);
      }
      needs.add(List.copyOf(own));
    }
    return new Units(List.copyOf(needs));
  }

  /** Checks a column of units. */
  void check(Cursor in, String what, int[] units) {
    for (int i = 0; i < units.length; i++) {
      if (units[i] < 0 || units[i] >= needs.size()) {
        throw in.error(what + "[" + i + "]", units[i], "a unit, 0 to " + (needs.size() - 1));
      }
    }
  }
}
