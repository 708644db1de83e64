package org.heapsnapshot.testkit.program;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code Set.of} and {@code Map.of}, whose order depends on a salt drawn by each process. */
final class ImmutableTables {
  static final Set<Object> NONE = Set.of();
  static final Set<Object> ONE = Set.of(Keys.PLAIN);
  static final Set<Object> TWO = Set.of("a", Keys.Color.RED);
  static final Set<Object> STABLE = Set.of(Keys.STABLE);
  static final Set<Object> UNSTABLE = Set.of(Keys.UNSTABLE);
  static final Set<Object> MANY = Set.of(Keys.MANY);
  static final Map<Object, Object> NO_ENTRY = Map.of();
  static final Map<Object, Object> ONE_ENTRY = Map.of(Keys.PLAIN, "v0");
  static final Map<Object, Object> STABLE_MAP = Map.copyOf(HashMapsOf.STABLE);
  static final Map<Object, Object> UNSTABLE_MAP = Map.copyOf(HashMapsOf.UNSTABLE);
  static final Map<Object, Object> MANY_MAP = Map.copyOf(HashMapsOf.MANY);

  private ImmutableTables() {}

  /** What the maps are copied from. */
  private static final class HashMapsOf {
    static final Map<Object, Object> STABLE = Keys.fill(new java.util.HashMap<>(), Keys.STABLE);
    static final Map<Object, Object> UNSTABLE = Keys.fill(new java.util.HashMap<>(), Keys.UNSTABLE);
    static final Map<Object, Object> MANY = Keys.fill(new java.util.HashMap<>(), Keys.MANY);

    private HashMapsOf() {}
  }

  static void check(Checks checks) {
    set(checks, "no element", NONE);
    checks.same("no element is one object", Set.of(), NONE);
    set(checks, "one element", ONE, Keys.PLAIN);
    set(checks, "two elements", TWO, "a", Keys.Color.RED);
    set(checks, "stable", STABLE, Keys.STABLE);
    set(checks, "unstable", UNSTABLE, Keys.UNSTABLE);
    set(checks, "many", MANY, Keys.MANY);
    TableChecks.lookUp(checks, "no entry", NO_ENTRY, new Object[0]);
    TableChecks.lookUp(checks, "one entry", ONE_ENTRY, new Object[] {Keys.PLAIN});
    TableChecks.lookUp(checks, "stable map", STABLE_MAP, Keys.STABLE);
    TableChecks.lookUp(checks, "unstable map", UNSTABLE_MAP, Keys.UNSTABLE);
    TableChecks.lookUp(checks, "many in a map", MANY_MAP, Keys.MANY);
    checks.equal("equals", Set.copyOf(List.of(Keys.UNSTABLE)), UNSTABLE);
    checks.equal("hash", Set.of(Keys.UNSTABLE).hashCode(), UNSTABLE.hashCode());
    checks.thrown(
        "immutable map", UnsupportedOperationException.class, () -> STABLE_MAP.remove("text"));
  }

  private static void set(Checks checks, String name, Collection<Object> set, Object... elements) {
    boolean found = set.size() == elements.length && !set.contains("absent");
    for (Object element : elements) {
      found &= set.contains(element);
    }
    checks.that(name + " look-up", found);
    checks.that(name + " iteration", TableChecks.iterates(set, elements));
    checks.thrown(
        name + " immutable", UnsupportedOperationException.class, () -> set.add("absent"));
  }
}
