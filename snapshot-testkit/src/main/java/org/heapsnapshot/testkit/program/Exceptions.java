package org.heapsnapshot.testkit.program;

/** Exceptions made before they are thrown, with and without a stack trace. */
final class Exceptions {
  static final Stop STOP = new Stop();
  static final IllegalStateException TRACED = new IllegalStateException("made early", STOP);

  private Exceptions() {}

  /** Without a stack trace, as control flow uses them. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("stop", null, false, false);
    }
  }

  static void check(Checks checks) {
    RuntimeException caught = null;
    try {
      throw STOP;
    } catch (Stop stop) {
      caught = stop;
    }
    checks.same("the same object is caught", STOP, caught);
    checks.equal("no stack trace", 0, STOP.getStackTrace().length);
    checks.equal("message", "made early", TRACED.getMessage());
    checks.same("cause", STOP, TRACED.getCause());
    checks.equal("made in the initializer", "<clinit>", TRACED.getStackTrace()[0].getMethodName());
    TRACED.addSuppressed(new RuntimeException("later"));
    checks.equal("suppressed", 1, TRACED.getSuppressed().length);
    STOP.addSuppressed(TRACED);
    checks.equal("suppression disabled", 0, STOP.getSuppressed().length);
  }
}
