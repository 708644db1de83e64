package org.heapsnapshot.testkit.program;

/** A chain far deeper than any stack: whoever walks it by recursion overflows. */
final class DeepList {
  static final int LENGTH = 1_000_000;

  static final Node HEAD;

  static {
    Node node = null;
    for (int i = LENGTH - 1; i >= 0; i--) {
      node = new Node(i, node);
    }
    HEAD = node;
  }

  private DeepList() {}

  static final class Node {
    final int number;
    Node next;

    Node(int number, Node next) {
      this.number = number;
      this.next = next;
    }
  }

  static void check(Checks checks) {
    int count = 0;
    boolean ordered = true;
    Node last = null;
    for (Node node = HEAD; node != null; node = node.next) {
      ordered &= node.number == count;
      count++;
      last = node;
    }
    checks.equal("length", LENGTH, count);
    checks.that("order", ordered);
    last.next = HEAD;
    checks.same("can be closed to a ring", HEAD, last.next);
  }
}
