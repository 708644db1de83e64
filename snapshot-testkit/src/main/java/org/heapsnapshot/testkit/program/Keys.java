package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keys for hashed collections: with hashes that repeat in every process, with identity hashes, and
 * with hashes made of identity hashes.
 */
final class Keys {
  /** Hashes made of contents only: a table of these need not be rebuilt. */
  static final Object[] STABLE = {
    "text", "", 42, -1L, 'c', true, 2.5, List.of("a", 1), new Pair("left", 3), Map.of("k", "v")
  };

  static final Object PLAIN = new Object();

  /** Identity hashes, or hashes made of them. */
  static final Object[] UNSTABLE = {
    String.class,
    int.class,
    long[].class,
    Keys.class,
    Color.RED,
    Color.BLUE,
    TimeUnit.DAYS,
    PLAIN,
    new Object(),
    new Named("identity"),
    new Pair(PLAIN, Color.GREEN),
    new Pair(Pair.class, new Pair(Color.RED, "deep")),
    List.of(Color.RED, PLAIN, "mixed"),
    new ArrayList<>(Arrays.asList(Keys.class, null)),
    Map.entry(Color.BLUE, Class.class),
    new int[] {1, 2},
    Thread.State.NEW
  };

  /** Enough plain objects to fill many buckets, so that no wrong bucket is right by chance. */
  static final Object[] MANY = new Object[500];

  static final Object[] ALL;

  static {
    for (int i = 0; i < MANY.length; i++) {
      MANY[i] = i % 2 == 0 ? new Object() : new Pair(i, MANY[i - 1]);
    }
    ALL = Arrays.copyOf(STABLE, STABLE.length + UNSTABLE.length);
    System.arraycopy(UNSTABLE, 0, ALL, STABLE.length, UNSTABLE.length);
  }

  private Keys() {}

  enum Color {
    RED,
    GREEN,
    BLUE {
      @Override
      public String toString() {
        return "blue";
      }
    }
  }

  record Pair(Object left, Object right) {}

  static final class Named {
    final String name;

    Named(String name) {
      this.name = name;
    }
  }

  /** An array of the same keys with {@code null} behind. */
  static Object[] withNull(Object[] keys) {
    return Arrays.copyOf(keys, keys.length + 1);
  }

  /** Puts {@code "v" + i} for the key of index i. */
  static <M extends Map<Object, Object>> M fill(M map, Object[] keys) {
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], "v" + i);
    }
    return map;
  }
}
