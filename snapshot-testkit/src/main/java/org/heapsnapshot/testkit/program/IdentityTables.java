package org.heapsnapshot.testkit.program;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** {@link IdentityHashMap}s: unstable whatever the keys are. */
final class IdentityTables {
  static final Map<Object, Object> ALL =
      Keys.fill(new IdentityHashMap<>(), Keys.withNull(Keys.ALL));
  static final Map<Object, Object> MANY = Keys.fill(new IdentityHashMap<>(), Keys.MANY);
  static final String ONE = new String("equal");
  static final String TWO = new String("equal");
  static final Map<String, Integer> EQUAL_KEYS = new IdentityHashMap<>();
  static final Set<Object> SET = Collections.newSetFromMap(new IdentityHashMap<>());

  static {
    EQUAL_KEYS.put(ONE, 1);
    EQUAL_KEYS.put(TWO, 2);
    EQUAL_KEYS.put("equal", 3);
    Collections.addAll(SET, Keys.MANY);
  }

  private IdentityTables() {}

  static void check(Checks checks) {
    TableChecks.map(checks, "all", ALL, Keys.withNull(Keys.ALL));
    TableChecks.map(checks, "many", MANY, Keys.MANY);
    checks.that("equal keys", EQUAL_KEYS.get(ONE) == 1 && EQUAL_KEYS.get(TWO) == 2);
    checks.equal("literal as a key", 3, EQUAL_KEYS.get("equal"));
    checks.same("unknown equal key", null, EQUAL_KEYS.get(new String("equal")));
    TableChecks.set(checks, "set", SET, Keys.MANY);
  }
}
