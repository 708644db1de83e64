package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of owners (rows of STATICS), each stored once and known by a number; 0 is the empty set. Not
 * thread-safe.
 */
final class OwnerSets {
  private final List<int[]> sets = new ArrayList<>();
  private final Map<List<Integer>, Integer> numbers = new HashMap<>();
  private final Map<Long, Integer> unions = new HashMap<>();

  OwnerSets() {
    number(new int[0]);
  }

  int count() {
    return sets.size();
  }

  /** The owners of a set, ascending. */
  int[] owners(int set) {
    return sets.get(set);
  }

  int singleton(int owner) {
    return number(new int[] {owner});
  }

  int union(int a, int b) {
    if (a == b || b == 0) {
      return a;
    }
    if (a == 0) {
      return b;
    }
    long pair = ((long) Math.min(a, b) << Integer.SIZE) | Math.max(a, b);
    return unions.computeIfAbsent(pair, p -> number(merged(sets.get(a), sets.get(b))));
  }

  private int number(int[] owners) {
    List<Integer> key = Arrays.stream(owners).boxed().toList();
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    numbers.put(key, sets.size());
    sets.add(owners);
    return sets.size() - 1;
  }

  private static int[] merged(int[] a, int[] b) {
    int[] merged = new int[a.length + b.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      if (j == b.length || i < a.length && a[i] < b[j]) {
        merged[n++] = a[i++];
      } else {
        if (i < a.length && a[i] == b[j]) {
          i++;
        }
        merged[n++] = b[j++];
      }
    }
    return Arrays.copyOf(merged, n);
  }
}
