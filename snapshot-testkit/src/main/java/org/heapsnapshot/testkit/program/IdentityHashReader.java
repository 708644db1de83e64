package org.heapsnapshot.testkit.program;

import java.lang.ref.WeakReference;

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

  /** Of an object of its own, of a class, of an enum constant, and of what a reference is to. */
  static final class Fields {
    static final Keyed KEYED = new Keyed(new Object());
    static final Keyed OF_CLASS = new Keyed(Fields.class);
    static final Keyed OF_ENUM = new Keyed(Thread.State.NEW);
    static final Object REFERENT = new Object();
    static final Weak WEAK = new Weak(REFERENT);

    private Fields() {}
  }

  static final class Keyed {
    final Object of;
    final int plain = 7;
    final int hash;

    Keyed(Object of) {
      this.of = of;
      this.hash = of.hashCode();
    }
  }

  static final class Weak extends WeakReference<Object> {
    final int hash;

    Weak(Object referent) {
      super(referent);
      this.hash = System.identityHashCode(referent);
    }
  }

  private static void checkFields(Checks checks) {
    for (Keyed keyed : new Keyed[] {Fields.KEYED, Fields.OF_CLASS, Fields.OF_ENUM}) {
      checks.equal("kept " + keyed.of.getClass(), keyed.of.hashCode(), keyed.hash);
      checks.equal("beside", 7, keyed.plain);
    }
    checks.equal("weak", System.identityHashCode(Fields.WEAK.get()), Fields.WEAK.hash);
  }

  static void check(Checks checks) {
    checks.equal("number", System.identityHashCode(Number.OBJECT), Number.HASH);
    checkFields(checks);
    checks.equal("text", Text.OBJECT.toString(), Text.NAME);
  }
}
