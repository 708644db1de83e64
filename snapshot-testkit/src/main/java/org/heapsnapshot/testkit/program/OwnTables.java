package org.heapsnapshot.testkit.program;

import java.util.AbstractMap;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Program subclasses of the JDK's tables, with fields and overridden methods of their own. */
final class OwnTables {
  static final CountingMap MAP = Keys.fill(new CountingMap(), Keys.UNSTABLE);
  static final Registry REGISTRY = new Registry();
  static final OrderedSet SET = new OrderedSet();
  static final Map<Object, Integer> BY_CACHED_HASH = new HashMap<>();
  static final CachedHash KEY = new CachedHash(new Keys.Pair("stable", 1));

  static {
    REGISTRY.put(Keys.class, new HashMap<>(Map.of(Keys.PLAIN, "plain")));
    SET.add(Keys.Color.RED);
    SET.add("one");
    BY_CACHED_HASH.put(KEY, 1);
  }

  private OwnTables() {}

  static final class CountingMap extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1L;
    private int puts;

    @Override
    public Object put(Object key, Object value) {
      puts++;
      return super.put(key, value);
    }
  }

  static final class Registry extends ConcurrentHashMap<Class<?>, Map<Object, String>> {
    private static final long serialVersionUID = 1L;
    private final String name = "registry";
  }

  static final class OrderedSet extends HashSet<Object> {
    private static final long serialVersionUID = 1L;
    private int added;

    @Override
    public boolean add(Object element) {
      added++;
      return super.add(element);
    }
  }

  /** Computes its hash once, as {@code String} does. */
  static final class CachedHash {
    private final Object value;
    private int hash;

    CachedHash(Object value) {
      this.value = value;
    }

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = value.hashCode();
      }
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CachedHash that && value.equals(that.value);
    }
  }

  static void check(Checks checks) {
    checks.equal("puts of the initializer only", Keys.UNSTABLE.length, MAP.puts);
    TableChecks.map(checks, "subclass of HashMap", MAP, Keys.UNSTABLE);
    checks.equal("field of a subclass", "registry", REGISTRY.name);
    checks.equal(
        "subclass of ConcurrentHashMap", "plain", REGISTRY.get(Keys.class).get(Keys.PLAIN));
    checks.equal("adds of the initializer only", 2, SET.added);
    checks.that("subclass of HashSet", SET.contains(Keys.Color.RED) && SET.remove("one"));
    checks.equal("cached hash", 1, BY_CACHED_HASH.get(new CachedHash(new Keys.Pair("stable", 1))));
    Map<Object, Integer> sorted = new TreeMap<>(Comparator.comparing(Object::toString));
    sorted.put(new AbstractMap.SimpleEntry<>("k", 1), 1);
    checks.equal("entry", 1, sorted.get(Map.entry("k", 1)));
  }
}
