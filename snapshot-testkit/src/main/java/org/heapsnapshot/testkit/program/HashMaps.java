package org.heapsnapshot.testkit.program;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** {@link HashMap}s with stable and unstable keys, the null key, and odd shapes. */
final class HashMaps {
  static final Map<Object, Object> EMPTY = new HashMap<>();
  static final Map<Object, Object> CLEARED = Keys.fill(new HashMap<>(), Keys.UNSTABLE);
  static final Map<Object, Object> STABLE = Keys.fill(new HashMap<>(), Keys.STABLE);
  static final Map<Object, Object> UNSTABLE = Keys.fill(new HashMap<>(), Keys.UNSTABLE);
  static final Map<Object, Object> MIXED =
      Keys.fill(new HashMap<>(512, 0.5f), Keys.withNull(Keys.ALL));
  static final Map<Object, Object> MANY = Keys.fill(new HashMap<>(), Keys.MANY);
  static final Map<Object, Object> NULLS = new HashMap<>();
  static final Map<String, Object> ITSELF = new HashMap<>();
  static final Map<Object, Object> CLONE;

  static {
    CLEARED.clear();
    NULLS.put(null, null);
    NULLS.put(Keys.PLAIN, null);
    ITSELF.put("self", ITSELF);
    @SuppressWarnings("unchecked") // the clone of a map of objects
    Map<Object, Object> clone = (Map<Object, Object>) ((HashMap<Object, Object>) UNSTABLE).clone();
    CLONE = clone;
  }

  private HashMaps() {}

  static void check(Checks checks) {
    TableChecks.map(checks, "empty", EMPTY, new Object[0]);
    TableChecks.map(checks, "cleared", CLEARED, new Object[0]);
    TableChecks.map(checks, "stable", STABLE, Keys.STABLE);
    TableChecks.map(checks, "unstable", UNSTABLE, Keys.UNSTABLE);
    TableChecks.map(checks, "mixed", MIXED, Keys.withNull(Keys.ALL));
    TableChecks.map(checks, "many", MANY, Keys.MANY);
    TableChecks.map(checks, "clone", CLONE, Keys.UNSTABLE);
    checks.that("null value", NULLS.containsKey(Keys.PLAIN) && NULLS.get(Keys.PLAIN) == null);
    checks.that("null key with null value", NULLS.containsKey(null) && NULLS.size() == 2);
    checks.same("removed null", null, NULLS.remove(null));
    checks.that("null key removed", !NULLS.containsKey(null));
    checks.same("contains itself", ITSELF, ITSELF.get("self"));
    for (Iterator<Object> keys = UNSTABLE.keySet().iterator(); keys.hasNext(); ) {
      if (keys.next() == Keys.PLAIN) {
        keys.remove();
      }
    }
    checks.that("iterator removes", !UNSTABLE.containsKey(Keys.PLAIN));
    checks.that("clone is apart", CLONE.containsKey(Keys.PLAIN));
    checks.equal("merge", "v4+", UNSTABLE.merge(Keys.Color.RED, "+", (a, b) -> a + "" + b));
    checks.equal("equals a copy", new HashMap<>(MIXED), MIXED);
  }
}
