package org.heapsnapshot.testkit.program;

import java.io.PrintStream;
import java.util.Objects;

/** Prints one line for each check and counts those that failed. For one thread. */
final class Checks {
  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private final long startMillis = System.currentTimeMillis();
  private String group = "";
  private int wrong;

  Checks(PrintStream out) {
    this.out = out;
  }

  /** The checks of one class of state. */
  interface Group {
    void check(Checks checks) throws Throwable;
  }

  /** Runs a group; what it throws is reported as wrong and the next group follows. */
  void group(String name, Group checks) {
    group = name;
    try {
      checks.check(this);
    } catch (Throwable thrown) {
      wrong++;
      out.println("WRONG " + group + ": threw " + thrown);
      thrown.printStackTrace();
    }
  }

  void that(String what, boolean holds) {
    if (holds) {
      out.println("ok " + group + ": " + what);
    } else {
      wrong++;
      out.println("WRONG " + group + ": " + what);
    }
  }

  void equal(String what, Object expected, Object actual) {
    if (Objects.equals(expected, actual)) {
      out.println("ok " + group + ": " + what);
    } else {
      wrong++;
      out.println("WRONG " + group + ": " + what + ": expected=" + expected + " actual=" + actual);
    }
  }

  void same(String what, Object expected, Object actual) {
    that(what, expected == actual);
  }

  /** That the action throws an exception of exactly this class. */
  void thrown(String what, Class<? extends Throwable> expected, Runnable action) {
    Class<?> actual = null;
    try {
      action.run();
    } catch (Throwable thrown) {
      actual = thrown.getClass();
    }
    equal(what, expected, actual);
  }

  /** {@code System.nanoTime()} before the first group. */
  long startNanos() {
    return startNanos;
  }

  /** {@code System.currentTimeMillis()} before the first group. */
  long startMillis() {
    return startMillis;
  }

  int wrong() {
    return wrong;
  }
}
