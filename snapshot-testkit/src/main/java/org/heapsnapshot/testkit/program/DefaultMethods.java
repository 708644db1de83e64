package org.heapsnapshot.testkit.program;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Interfaces with default methods, which are initialized together with the classes that implement
 * them (JVMS 5.5), unlike interfaces without.
 */
final class DefaultMethods {
  static final Impl HELD = new Impl();

  private DefaultMethods() {}

  interface Stacked {
    Deque<String> STACK = new ArrayDeque<>();

    default String push(String text) {
      STACK.push(text + helper());
      return STACK.peek();
    }

    private String helper() {
      return "#" + STACK.size();
    }

    static int depth() {
      return STACK.size();
    }
  }

  interface Louder extends Stacked {
    String MARK = String.valueOf('!');

    @Override
    default String push(String text) {
      return Stacked.super.push(text + MARK);
    }
  }

  static final class Impl implements Louder {
    static final String FIRST = new Impl().push("initial");
  }

  static void check(Checks checks) {
    checks.equal("used by the initializer", "initial!#0", Impl.FIRST);
    checks.equal("default method", "next!#1", HELD.push("next"));
    checks.equal("static method", 2, Stacked.depth());
    checks.equal("field of the interface", "next!#1", Stacked.STACK.pop());
    checks.equal("after a change", "again!#1", HELD.push("again"));
  }
}
