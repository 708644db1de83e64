package org.heapsnapshot.testkit.program;

/** An initializer that fails; its class must fail in every process in the same two ways. */
final class ThrowingInitializer {
  static final String STATE = "around".repeat(1);

  private ThrowingInitializer() {}

  static final class Failing {
    static final int NUMBER = parse("no number");

    private Failing() {}

    private static int parse(String text) {
      return Integer.parseInt(text);
    }
  }

  static void check(Checks checks) {
    Throwable cause = null;
    try {
      checks.that("not reached: " + Failing.NUMBER, false);
    } catch (ExceptionInInitializerError expected) {
      cause = expected.getCause();
    }
    checks.that("first use", cause instanceof NumberFormatException);
    checks.thrown(
        "second use", NoClassDefFoundError.class, () -> checks.that("" + Failing.NUMBER, false));
    checks.equal("state around it", "around", STATE);
  }
}
