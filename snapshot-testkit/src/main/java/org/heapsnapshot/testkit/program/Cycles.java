package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Objects that reach themselves: directly, in a ring, through a collection, through two classes.
 */
final class Cycles {
  static final Node SELF = new Node("self");
  static final Node RING = new Node("ring 0");
  static final List<Object> LIST = new ArrayList<>();
  static final Parent PARENT = new Parent();

  static {
    SELF.next = SELF;
    Node last = RING;
    for (int i = 1; i < 5; i++) {
      last.next = new Node("ring " + i);
      last = last.next;
    }
    last.next = RING;
    LIST.add(LIST);
    LIST.add(PARENT);
    PARENT.children.add(new Child(PARENT));
    PARENT.children.add(new Child(PARENT));
  }

  private Cycles() {}

  static final class Node {
    final String name;
    Node next;

    Node(String name) {
      this.name = name;
    }
  }

  static final class Parent {
    final List<Child> children = new ArrayList<>();
  }

  static final class Child {
    final Parent parent;

    Child(Parent parent) {
      this.parent = parent;
    }
  }

  static void check(Checks checks) {
    checks.same("self", SELF, SELF.next);
    Node node = RING;
    StringBuilder names = new StringBuilder();
    do {
      names.append(node.name).append(' ');
      node = node.next;
    } while (node != RING);
    checks.equal("ring", "ring 0 ring 1 ring 2 ring 3 ring 4 ", names.toString());
    checks.same("list contains itself", LIST, LIST.get(0));
    checks.same("list contains the parent", PARENT, LIST.get(1));
    checks.equal("children", 2, PARENT.children.size());
    for (Child child : PARENT.children) {
      checks.same("child knows its parent", PARENT, child.parent);
    }
    checks.that("children differ", PARENT.children.get(0) != PARENT.children.get(1));
    RING.next = null;
    checks.same("ring opened", null, RING.next);
  }
}
