package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Views and wrappers: each must still be a window on the collection it was made from. */
final class WrappedCollections {
  static final List<String> BASE = new ArrayList<>(List.of("a"));
  static final List<String> UNMODIFIABLE = Collections.unmodifiableList(BASE);
  static final List<String> SYNCHRONIZED = Collections.synchronizedList(BASE);
  static final Map<Object, String> MAP = new HashMap<>();
  static final Set<Object> KEYS = MAP.keySet();
  static final Collection<String> VALUES = MAP.values();
  static final Map<Object, String> UNMODIFIABLE_MAP = Collections.unmodifiableMap(MAP);
  static final Set<Object> IDENTITY_SET = Collections.newSetFromMap(new IdentityHashMap<>());
  static final List<String> CHECKED = Collections.checkedList(new ArrayList<>(), String.class);
  static final Object KEY = new Object();

  static {
    MAP.put(KEY, "object");
    MAP.put(Map.class, "class");
    IDENTITY_SET.add(KEY);
  }

  private WrappedCollections() {}

  static void check(Checks checks) {
    SYNCHRONIZED.add("b");
    checks.equal("synchronized writes through", List.of("a", "b"), BASE);
    checks.equal("unmodifiable sees it", 2, UNMODIFIABLE.size());
    checks.thrown("unmodifiable", UnsupportedOperationException.class, () -> UNMODIFIABLE.add("c"));
    checks.that("key view", KEYS.contains(KEY) && KEYS.contains(Map.class) && KEYS.size() == 2);
    KEYS.remove(Map.class);
    checks.that("key view removes", !MAP.containsKey(Map.class) && VALUES.size() == 1);
    checks.equal("value view", "object", VALUES.iterator().next());
    checks.equal("unmodifiable map", "object", UNMODIFIABLE_MAP.get(KEY));
    checks.that("identity set", IDENTITY_SET.contains(KEY) && !IDENTITY_SET.add(KEY));
    checks.that("identity set removes", IDENTITY_SET.remove(KEY) && IDENTITY_SET.isEmpty());
    CHECKED.add("text");
    checks.equal("checked", List.of("text"), CHECKED);
  }
}
