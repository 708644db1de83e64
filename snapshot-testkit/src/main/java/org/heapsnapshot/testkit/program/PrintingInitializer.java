package org.heapsnapshot.testkit.program;

/** An initializer with an effect that is seen outside: it must happen once, at the first use. */
final class PrintingInitializer {
  static final String STATE;

  static {
    System.out.println("initializer prints");
    STATE = "printed";
  }

  private PrintingInitializer() {}

  static void check(Checks checks) {
    checks.equal("state", "printed", STATE);
    System.out.println("before the nested class");
    checks.equal("nested state", 2, Nested.VALUES.length);
  }

  static final class Nested {
    static final int[] VALUES = {1, 2};

    static {
      System.out.println("nested initializer prints");
    }

    private Nested() {}
  }
}
