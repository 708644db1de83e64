package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hashed collections as keys of hashed collections: the inner ones must be rebuilt before the outer
 * ones, whose hashes are made of them.
 */
final class NestedTables {
  static final Set<Object> INNER = new HashSet<>(Arrays.asList(Keys.Color.RED, Keys.PLAIN));
  static final Set<Object> IMMUTABLE = Set.of(String.class, Keys.PLAIN);
  static final Map<Object, Object> INNER_MAP = new LinkedHashMap<>(Map.of(Keys.PLAIN, Keys.class));
  static final Map<Keys.Color, Object> ENUM_MAP = new EnumMap<>(Map.of(Keys.Color.RED, Keys.PLAIN));
  static final Object[] KEYS = {
    INNER,
    IMMUTABLE,
    INNER_MAP,
    ENUM_MAP,
    List.of(INNER, IMMUTABLE),
    new Keys.Pair(INNER_MAP, INNER),
    new ArrayList<>(List.of(Set.of(Keys.PLAIN), Map.of(Keys.Color.BLUE, 1))),
    Set.of(Set.of(Keys.PLAIN), Set.of(Keys.Color.GREEN))
  };
  static final Map<Object, Object> HASH = Keys.fill(new HashMap<>(), KEYS);
  static final Map<Object, Object> LINKED = Keys.fill(new LinkedHashMap<>(), KEYS);
  static final Map<Object, Object> CONCURRENT = Keys.fill(new ConcurrentHashMap<>(), KEYS);
  static final Map<Object, Object> TABLE = Keys.fill(new Hashtable<>(), KEYS);
  static final Map<Object, Object> IDENTITY = Keys.fill(new IdentityHashMap<>(), KEYS);
  static final Set<Object> SET = new LinkedHashSet<>(Arrays.asList(KEYS));

  /** Three levels of tables, each of which is a key of the next. */
  static final Set<Object> LEVEL_THREE = new HashSet<>();

  static final Map<String, Map<Class<?>, List<Set<Object>>>> AS_VALUES = new HashMap<>();

  static {
    Set<Object> levelTwo = new HashSet<>(List.of(INNER, IMMUTABLE));
    LEVEL_THREE.add(levelTwo);
    LEVEL_THREE.add(new HashSet<>(List.of(INNER_MAP)));
    Map<Class<?>, List<Set<Object>>> byClass = new ConcurrentHashMap<>();
    byClass.put(Keys.class, new ArrayList<>(List.of(INNER)));
    AS_VALUES.put("a", byClass);
    AS_VALUES.put("b", new HashMap<>(byClass));
  }

  private NestedTables() {}

  static void check(Checks checks) {
    TableChecks.map(checks, "HashMap", HASH, KEYS);
    TableChecks.map(checks, "LinkedHashMap", LINKED, KEYS);
    TableChecks.map(checks, "ConcurrentHashMap", CONCURRENT, KEYS);
    TableChecks.map(checks, "Hashtable", TABLE, KEYS);
    TableChecks.map(checks, "IdentityHashMap", IDENTITY, KEYS);
    TableChecks.set(checks, "LinkedHashSet", SET, KEYS);
    checks.equal("equal key", "v0", HASH.get(Set.of(Keys.PLAIN, Keys.Color.RED)));
    checks.that("level three", LEVEL_THREE.contains(Set.of(INNER, IMMUTABLE)));
    checks.that("level three again", LEVEL_THREE.contains(Set.of(INNER_MAP)));
    checks.equal("size", 2, LEVEL_THREE.size());
    checks.same("values", INNER, AS_VALUES.get("b").get(Keys.class).get(0));
    AS_VALUES.get("a").get(Keys.class).add(IMMUTABLE);
    checks.equal("values shared", 2, AS_VALUES.get("b").get(Keys.class).size());
  }
}
