package org.heapsnapshot.testkit.program;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Classes that enter themselves into the table of another class when they are initialized. */
final class Registration {
  static final Map<Class<?>, Supplier<String>> TABLE = new HashMap<>();

  private Registration() {}

  static final class One {
    static {
      TABLE.put(One.class, () -> "one");
    }

    private One() {}
  }

  static final class Two {
    static final Two ONLY = new Two();

    private Two() {
      TABLE.put(Two.class, this::name);
    }

    private String name() {
      return this == ONLY ? "two" : "other";
    }
  }

  static void check(Checks checks) throws ClassNotFoundException {
    String prefix = Registration.class.getName();
    Class<?> one = Class.forName(prefix + "$One");
    Class<?> two = Class.forName(prefix + "$Two");
    checks.equal("entries", 2, TABLE.size());
    checks.equal("one", "one", TABLE.get(one).get());
    checks.equal("two", "two", TABLE.get(two).get());
    checks.that("remove", TABLE.remove(one) != null && !TABLE.containsKey(One.class));
  }
}
