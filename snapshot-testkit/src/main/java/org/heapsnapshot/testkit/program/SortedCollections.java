package org.heapsnapshot.testkit.program;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** Sorted collections, with natural order and with comparators. */
final class SortedCollections {
  static final TreeMap<String, Integer> NATURAL = new TreeMap<>();
  static final TreeMap<String, Integer> BY_LENGTH = new TreeMap<>(new ByLength());
  static final TreeMap<String, Integer> NO_CASE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  static final TreeSet<Integer> SET = new TreeSet<>(Collections.reverseOrder());
  static final NavigableMap<Integer, String> SKIP_LIST = new ConcurrentSkipListMap<>();
  static final NavigableMap<String, Integer> TAIL;

  static {
    for (String word : List.of("pear", "fig", "banana", "Kiwi", "apple")) {
      NATURAL.put(word, word.length());
      BY_LENGTH.put(word, word.length());
      NO_CASE.put(word, word.length());
      SET.add(word.length());
      SKIP_LIST.put(word.length(), word);
    }
    TAIL = NATURAL.tailMap("banana", false);
  }

  private SortedCollections() {}

  static final class ByLength implements Comparator<String> {
    private int compared;

    @Override
    public int compare(String a, String b) {
      compared++;
      return a.length() != b.length() ? a.length() - b.length() : a.compareTo(b);
    }
  }

  static void check(Checks checks) {
    checks.equal("natural", "[Kiwi, apple, banana, fig, pear]", NATURAL.keySet().toString());
    checks.equal(
        "own comparator", "[fig, Kiwi, pear, apple, banana]", BY_LENGTH.keySet().toString());
    int before = ((ByLength) BY_LENGTH.comparator()).compared;
    checks.equal("own comparator finds", 5, BY_LENGTH.get("apple"));
    checks.that("own comparator counts", ((ByLength) BY_LENGTH.comparator()).compared > before);
    checks.equal("JDK comparator", 4, NO_CASE.get("KIWI"));
    checks.equal("reversed", Arrays.asList(6, 5, 4, 3), List.copyOf(SET));
    checks.that("set removes", SET.remove(5) && !SET.remove(5) && SET.add(5) && !SET.add(5));
    NATURAL.put("cherry", 6);
    checks.equal("view", "[cherry, fig, pear]", TAIL.keySet().toString());
    Map.Entry<String, Integer> entry = NATURAL.ceilingEntry("b");
    checks.equal("ceiling", "banana", entry.getKey());
    checks.that("poll", NATURAL.pollFirstEntry().getKey().equals("Kiwi") && NATURAL.size() == 5);
    checks.equal("skip list", "{3=fig, 4=Kiwi, 5=apple, 6=banana}", SKIP_LIST.toString());
    SKIP_LIST.remove(4);
    checks.equal("skip list floor", 3, SKIP_LIST.floorKey(4));
  }
}
