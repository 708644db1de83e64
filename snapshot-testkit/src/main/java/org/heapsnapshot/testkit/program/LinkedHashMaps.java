package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link LinkedHashMap}s in insertion order, in access order, and one that forgets. */
final class LinkedHashMaps {
  static final Map<Object, Object> STABLE = Keys.fill(new LinkedHashMap<>(), Keys.STABLE);
  static final Map<Object, Object> UNSTABLE =
      Keys.fill(new LinkedHashMap<>(), Keys.withNull(Keys.UNSTABLE));
  static final Map<Object, Object> BY_ACCESS =
      Keys.fill(new LinkedHashMap<>(16, 0.75f, true), Keys.UNSTABLE);
  static final Recent RECENT = new Recent(3);

  static {
    BY_ACCESS.get(Keys.UNSTABLE[0]); // now the last
    for (Keys.Color color : Keys.Color.values()) {
      RECENT.put(color, color.name());
    }
  }

  private LinkedHashMaps() {}

  /** Keeps the entries used last. */
  static final class Recent extends LinkedHashMap<Object, String> {
    private static final long serialVersionUID = 1L;
    private final int limit;
    private int forgotten;

    Recent(int limit) {
      super(16, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, String> eldest) {
      if (size() > limit) {
        forgotten++;
        return true;
      }
      return false;
    }
  }

  static void check(Checks checks) {
    checks.that("stable order", TableChecks.ordered(STABLE.keySet(), Keys.STABLE));
    TableChecks.map(checks, "stable", STABLE, Keys.STABLE);
    checks.that(
        "unstable order", TableChecks.ordered(UNSTABLE.keySet(), Keys.withNull(Keys.UNSTABLE)));
    TableChecks.map(checks, "unstable", UNSTABLE, Keys.withNull(Keys.UNSTABLE));
    List<Object> order = new ArrayList<>(Arrays.asList(Keys.UNSTABLE));
    order.add(order.remove(0));
    checks.that("access order", TableChecks.ordered(BY_ACCESS.keySet(), order.toArray()));
    BY_ACCESS.get(Keys.PLAIN);
    order.remove(Keys.PLAIN);
    order.add(Keys.PLAIN);
    checks.that("access order after get", TableChecks.ordered(BY_ACCESS.keySet(), order.toArray()));
    TableChecks.map(checks, "access order", BY_ACCESS, Keys.UNSTABLE);
    RECENT.get(Keys.Color.RED);
    RECENT.put("new", "entry");
    checks.equal("forgets the eldest", "[BLUE, RED, entry]", RECENT.values().toString());
    checks.that("forgotten", RECENT.forgotten == 1 && !RECENT.containsKey(Keys.Color.GREEN));
  }
}
