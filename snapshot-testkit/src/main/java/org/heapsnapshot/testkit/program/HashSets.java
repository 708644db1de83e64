package org.heapsnapshot.testkit.program;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@link HashSet}s and {@link LinkedHashSet}s, whose {@code remove} hangs on a JDK sentinel. */
final class HashSets {
  static final Set<Object> STABLE = new HashSet<>(Arrays.asList(Keys.STABLE));
  static final Set<Object> UNSTABLE = new HashSet<>(Arrays.asList(Keys.withNull(Keys.UNSTABLE)));
  static final Set<Object> MANY = new HashSet<>(Arrays.asList(Keys.MANY));
  static final Set<Object> LINKED_STABLE = new LinkedHashSet<>(Arrays.asList(Keys.STABLE));
  static final Set<Object> LINKED = new LinkedHashSet<>(Arrays.asList(Keys.UNSTABLE));

  private HashSets() {}

  static void check(Checks checks) {
    TableChecks.set(checks, "stable", STABLE, Keys.STABLE);
    TableChecks.set(checks, "unstable", UNSTABLE, Keys.withNull(Keys.UNSTABLE));
    TableChecks.set(checks, "many", MANY, Keys.MANY);
    checks.that("linked stable order", TableChecks.ordered(LINKED_STABLE, Keys.STABLE));
    TableChecks.set(checks, "linked stable", LINKED_STABLE, Keys.STABLE);
    checks.that("linked order", TableChecks.ordered(LINKED, Keys.UNSTABLE));
    TableChecks.set(checks, "linked", LINKED, Keys.UNSTABLE);
    checks.that("linked order after re-adding", TableChecks.ordered(LINKED, Keys.UNSTABLE));
    checks.that(
        "removeIf", LINKED.removeIf(e -> e instanceof Class) && !LINKED.contains(int.class));
    checks.that("equals", UNSTABLE.equals(new HashSet<>(UNSTABLE)));
  }
}
