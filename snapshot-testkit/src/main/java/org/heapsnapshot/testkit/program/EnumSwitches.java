package org.heapsnapshot.testkit.program;

import java.util.concurrent.TimeUnit;

/**
 * Switches over enums of other classes, for which the compiler makes a synthetic class with a
 * static {@code $SwitchMap$} array built by an initializer that catches errors.
 */
final class EnumSwitches {
  static final String OWN = name(Level.HIGH);
  static final String JDK = name(TimeUnit.DAYS);

  private EnumSwitches() {}

  enum Level {
    LOW,
    MIDDLE,
    HIGH
  }

  private static String name(Level level) {
    switch (level) {
      case LOW:
        return "low";
      case HIGH:
        return "high";
      default:
        return "between";
    }
  }

  private static String name(TimeUnit unit) {
    return switch (unit) {
      case DAYS -> "days";
      case HOURS -> "hours";
      default -> "other";
    };
  }

  static void check(Checks checks) {
    checks.equal("at build", "high", OWN);
    checks.equal("low", "low", name(Level.LOW));
    checks.equal("default", "between", name(Level.MIDDLE));
    checks.equal("JDK enum at build", "days", JDK);
    checks.equal("JDK enum", "hours", name(TimeUnit.HOURS));
    checks.equal("JDK enum default", "other", name(TimeUnit.MICROSECONDS));
  }
}
