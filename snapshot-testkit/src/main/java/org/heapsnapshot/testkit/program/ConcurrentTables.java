package org.heapsnapshot.testkit.program;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;

/** {@link ConcurrentHashMap}s, the sets made of them, and views with a default value. */
final class ConcurrentTables {
  static final ConcurrentMap<Object, Object> STABLE =
      Keys.fill(new ConcurrentHashMap<>(), Keys.STABLE);
  static final ConcurrentHashMap<Object, Object> UNSTABLE =
      Keys.fill(new ConcurrentHashMap<>(), Keys.UNSTABLE);
  static final Map<Object, Object> MANY = Keys.fill(new ConcurrentHashMap<>(4), Keys.MANY);
  static final Set<Object> KEY_SET = ConcurrentHashMap.newKeySet();
  static final ConcurrentHashMap<Object, Object> VIEWED = new ConcurrentHashMap<>();
  static final Set<Object> VIEW = VIEWED.keySet("default");
  static final Set<Object> COPY_ON_WRITE = new CopyOnWriteArraySet<>(Arrays.asList(Keys.STABLE));
  static final ConcurrentHashMap<String, Object> EMPTY = new ConcurrentHashMap<>();

  static {
    KEY_SET.addAll(Arrays.asList(Keys.ALL));
    VIEW.addAll(Arrays.asList(Keys.UNSTABLE));
  }

  private ConcurrentTables() {}

  static void check(Checks checks) {
    TableChecks.map(checks, "stable", STABLE, Keys.STABLE);
    TableChecks.map(checks, "unstable", UNSTABLE, Keys.UNSTABLE);
    TableChecks.map(checks, "many", MANY, Keys.MANY);
    TableChecks.set(checks, "key set", KEY_SET, Keys.ALL);
    TableChecks.set(checks, "view", VIEW, Keys.UNSTABLE);
    checks.equal("view adds the default", "default", VIEWED.get(Keys.PLAIN));
    TableChecks.set(checks, "copy on write", COPY_ON_WRITE, Keys.STABLE);
    checks.equal("computeIfAbsent", "c", EMPTY.computeIfAbsent("k", k -> "c"));
    checks.equal("putIfAbsent", "v7", UNSTABLE.putIfAbsent(Keys.PLAIN, "other"));
    checks.that("replace", UNSTABLE.replace(Keys.PLAIN, "v7", "r") && UNSTABLE.contains("r"));
    checks.thrown("no null", NullPointerException.class, () -> UNSTABLE.put(null, "x"));
    checks.equal("mapping count", (long) Keys.UNSTABLE.length, UNSTABLE.mappingCount());
  }
}
