package org.heapsnapshot.testkit.program;

/**
 * A class with an {@code assert}, for which the compiler makes a static {@code
 * $assertionsDisabled}: it must answer for this process (-ea or not), not for the build.
 */
final class Assertions {
  static final int[] EVALUATED = new int[1];

  private Assertions() {}

  private static boolean evaluate() {
    EVALUATED[0]++;
    return true;
  }

  static void check(Checks checks) {
    assert evaluate();
    int expected = Assertions.class.desiredAssertionStatus() ? 1 : 0;
    checks.equal("asserts run when enabled only", expected, EVALUATED[0]);
    checks.equal("asserts of a nested class", expected, Nested.evaluated());
  }

  static final class Nested {
    static final String STATE = "state".repeat(2);

    private Nested() {}

    static int evaluated() {
      int[] count = new int[1];
      assert STATE.length() == 10 && ++count[0] > 0;
      return count[0];
    }
  }
}
