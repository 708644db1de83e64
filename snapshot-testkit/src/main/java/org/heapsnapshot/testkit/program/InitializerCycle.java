package org.heapsnapshot.testkit.program;

/** Two initializers that need one another: the second sees the first half done. */
final class InitializerCycle {
  private InitializerCycle() {}

  static final class A {
    static final String BEFORE = String.valueOf(1);
    static final String FROM_B = B.NAME + "'s friend";
    static final A ONLY = new A();

    private A() {}
  }

  static final class B {
    static final String NAME = String.valueOf('B');
    static final String SEEN_BEFORE = A.BEFORE;
    static final String SEEN_AFTER = A.FROM_B;
    static final A SEEN_OBJECT = A.ONLY;

    private B() {}
  }

  static void check(Checks checks) {
    checks.equal("A has B's name", "B's friend", A.FROM_B);
    checks.same("B saw what A had set", A.BEFORE, B.SEEN_BEFORE);
    checks.same("B saw what A had not set", null, B.SEEN_AFTER);
    checks.same("B saw no object of A", null, B.SEEN_OBJECT);
    checks.that("A has its object", A.ONLY != null);
  }
}
