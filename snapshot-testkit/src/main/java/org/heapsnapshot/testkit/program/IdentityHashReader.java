package org.heapsnapshot.testkit.program;

/** Initializers that keep an identity hash or a text made of one. */
final class IdentityHashReader {
  private IdentityHashReader() {}

  static final class Number {
    static final Object OBJECT = new Object();
    static final int HASH = System.identityHashCode(OBJECT);

    private Number() {}
  }

  static final class Text {
    static final Object OBJECT = new Object();
    static final String NAME = OBJECT.toString();

    private Text() {}
  }

  static void check(Checks checks) {
    checks.equal("number", System.identityHashCode(Number.OBJECT), Number.HASH);
    checks.equal("text", Text.OBJECT.toString(), Text.NAME);
  }
}
