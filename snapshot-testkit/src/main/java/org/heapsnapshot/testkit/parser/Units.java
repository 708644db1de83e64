package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Section 5.
 *
 * @param lazy for each unit whether it is restored when a class of it is initialized
 * @param needs for each unit the units that it needs
 * @param stringStart start column of STRING_OBJECTS
 * @param symbolStart start column of SYMBOLS
 * @param reseedStart start column of RESEED
 */
public record Units(
    List<Boolean> lazy,
    List<List<Integer>> needs,
    int[] stringStart,
    int[] symbolStart,
    int[] reseedStart) {

  static Units parse(Cursor in) {
    int count = in.readCount("count");
    int[] kind = in.readColumn("kind", count);
    int[] needStart = in.readStarts("needStart", count);
    int[] need = in.readColumn("need", needStart[count]);
    List<Boolean> lazy = new ArrayList<>();
    List<List<Integer>> needs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (kind[i] != 0 && kind[i] != 1) {
        throw in.error("kind[" + i + "]", kind[i], "0 (boot) or 1 (lazy)");
      }
      if (kind[i] == 0 && i > 0 && lazy.get(i - 1)) {
        throw in.error("kind[" + i + "]", kind[i], "boot units before lazy ones");
      }
      lazy.add(kind[i] == 1);
      List<Integer> own = new ArrayList<>();
      for (int j = needStart[i]; j < needStart[i + 1]; j++) {
        if (need[j] < 0 || need[j] >= i) {
          throw in.error("need[" + j + "] of unit " + i, need[j], "a unit of a smaller index");
        }
        own.add(need[j]);
      }
      needs.add(List.copyOf(own));
    }
    int[] strings = in.readStarts("stringStart", count);
    int[] symbols = in.readStarts("symbolStart", count);
    int[] reseeds = in.readStarts("reseedStart", count);
    in.end();
    return new Units(List.copyOf(lazy), List.copyOf(needs), strings, symbols, reseeds);
  }

  int count() {
    return needs.size();
  }

  /** Checks a column of units. */
  void check(Cursor in, String what, int[] units) {
    for (int i = 0; i < units.length; i++) {
      if (units[i] < 0 || units[i] >= needs.size()) {
        throw in.error(what + "[" + i + "]", units[i], "a unit, 0 to " + (needs.size() - 1));
      }
    }
  }

  /** Checks a column of units by which a table is sorted. */
  void checkSorted(Cursor in, String what, int[] units) {
    check(in, what, units);
    for (int i = 1; i < units.length; i++) {
      if (units[i] < units[i - 1]) {
        throw in.error(what + "[" + i + "]", units[i], "at least " + units[i - 1]);
      }
    }
  }

  /** Whether objects of a unit may refer to objects of another. */
  boolean mayRefer(int from, int to) {
    return from == to || !lazy.get(from) && !lazy.get(to) || needs.get(from).contains(to);
  }

  /** The unit of a row of a table, by the start column of that table. */
  static int unitOf(int[] start, long row) {
    int unit = 0;
    while (start[unit + 1] <= row) {
      unit++;
    }
    return unit;
  }
}
