package org.heapsnapshot.testkit.program;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** {@link WeakHashMap}s whose keys are held elsewhere, so that no entry may vanish. */
final class WeakTables {
  static final Map<Object, Object> STABLE = Keys.fill(new WeakHashMap<>(), Keys.STABLE);
  static final Map<Object, Object> UNSTABLE =
      Keys.fill(new WeakHashMap<>(), Keys.withNull(Keys.UNSTABLE));
  static final Map<Object, Object> MANY = Keys.fill(new WeakHashMap<>(), Keys.MANY);
  static final Set<Object> SET = Collections.newSetFromMap(new WeakHashMap<>());

  static {
    Collections.addAll(SET, Keys.UNSTABLE);
  }

  private WeakTables() {}

  static void check(Checks checks) {
    TableChecks.map(checks, "stable", STABLE, Keys.STABLE);
    TableChecks.map(checks, "unstable", UNSTABLE, Keys.withNull(Keys.UNSTABLE));
    TableChecks.set(checks, "set", SET, Keys.UNSTABLE);
    System.gc();
    TableChecks.map(checks, "many after a collection", MANY, Keys.MANY);
    vanishes(checks);
  }

  /** An entry whose key is released goes away: the reference queue works. */
  private static void vanishes(Checks checks) {
    int before = UNSTABLE.size();
    UNSTABLE.put(new Object(), "short-lived");
    for (int i = 0; i < 50 && UNSTABLE.size() > before; i++) {
      System.gc();
      try {
        Thread.sleep(10);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    checks.equal("entry vanishes", before, UNSTABLE.size());
  }
}
