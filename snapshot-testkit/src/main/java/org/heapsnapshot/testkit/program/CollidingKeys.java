package org.heapsnapshot.testkit.program;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys with equal hashes, for which the buckets of the JDK's tables have become trees. */
final class CollidingKeys {
  static final Object[] COMPARABLE = new Object[40];
  static final Object[] INCOMPARABLE = new Object[40];

  static {
    for (int i = 0; i < 40; i++) {
      COMPARABLE[i] = new Colliding(i);
      INCOMPARABLE[i] = new OfOneClass(Keys.class, i);
    }
  }

  static final Map<Object, Object> STABLE = Keys.fill(new HashMap<>(256), COMPARABLE);
  static final Map<Object, Object> UNSTABLE = Keys.fill(new HashMap<>(256), INCOMPARABLE);
  static final Map<Object, Object> CONCURRENT = Keys.fill(new ConcurrentHashMap<>(256), COMPARABLE);
  static final Map<Object, Object> CONCURRENT_UNSTABLE =
      Keys.fill(new ConcurrentHashMap<>(256), INCOMPARABLE);

  private CollidingKeys() {}

  record Colliding(int number) implements Comparable<Colliding> {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public int compareTo(Colliding other) {
      return Integer.compare(number, other.number);
    }
  }

  /** All keys of one class collide, in a bucket that differs from process to process. */
  record OfOneClass(Class<?> type, int number) {
    @Override
    public int hashCode() {
      return type.hashCode();
    }
  }

  static void check(Checks checks) {
    TableChecks.map(checks, "comparable", STABLE, COMPARABLE);
    TableChecks.map(checks, "incomparable", UNSTABLE, INCOMPARABLE);
    TableChecks.map(checks, "concurrent comparable", CONCURRENT, COMPARABLE);
    TableChecks.map(checks, "concurrent incomparable", CONCURRENT_UNSTABLE, INCOMPARABLE);
  }
}
