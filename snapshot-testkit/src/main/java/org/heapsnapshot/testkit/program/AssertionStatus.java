package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** Whether assertions are enabled, as programs keep it in fields of their own. */
final class AssertionStatus {
  static boolean enabled = false;
  static final boolean FINAL;
  static final boolean OFF = !enabled();
  static final boolean ELSEWHERE = Asked.enabled();

  static final List<String> CHECKED = checked(List.of("checked"));

  static {
    boolean on = false;
    assert on = true;
    FINAL = on;
    assert enabled = true;
  }

  private AssertionStatus() {}

  /** An assertion initializes a class that is not used otherwise. */
  private static List<String> checked(List<String> texts) {
    assert Checker.isEmpty(texts) == texts.isEmpty();
    return texts;
  }

  private static boolean enabled() {
    return AssertionStatus.class.desiredAssertionStatus();
  }

  /** Compilers ask the outermost class for its status. */
  static final class Nested {
    static final Object MADE = new Object();

    private Nested() {}

    static boolean asserts() {
      boolean on = false;
      assert on = true;
      return on;
    }
  }

  /** Is initialized by an assertion. */
  static final class Checker {
    static final List<String> EMPTY = new ArrayList<>();

    private Checker() {}

    static boolean isEmpty(List<String> texts) {
      return texts.equals(EMPTY);
    }
  }

  static void check(Checks checks) {
    boolean status = AssertionStatus.class.desiredAssertionStatus();
    checks.equal("set by an assertion", status, enabled);
    checks.equal("kept in a local first", status, FINAL);
    checks.equal("the opposite", !status, OFF);
    checks.equal("of a method", Asked.class.desiredAssertionStatus(), ELSEWHERE);
    checks.equal("of the outermost class", status, Nested.asserts());
    checks.equal("checked", List.of("checked"), CHECKED);
    checks.that("initialized", Nested.MADE != null);
  }
}

/** Is asked by another class. */
final class Asked {
  private Asked() {}

  static boolean enabled() {
    boolean on = false;
    assert on = true;
    return on;
  }
}
