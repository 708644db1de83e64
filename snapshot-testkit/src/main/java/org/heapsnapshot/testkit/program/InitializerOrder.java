package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** A subclass initializes its superclass first; the order is itself state. */
final class InitializerOrder {
  private InitializerOrder() {}

  static class Grand {
    static final List<String> ORDER = new ArrayList<>();

    static {
      ORDER.add("grand");
    }
  }

  static class Parent extends Grand {
    static final int AT = ORDER.size();

    static {
      ORDER.add("parent");
    }
  }

  static final class Child extends Parent {
    static final int AT = ORDER.size();

    static {
      ORDER.add("child");
      ORDER.add(Friend.NAME);
      ORDER.add("child again");
    }
  }

  static final class Friend {
    static final String NAME = name();

    private Friend() {}

    private static String name() {
      Grand.ORDER.add("friend");
      return "friend's name";
    }
  }

  static void check(Checks checks) {
    checks.equal("child came third", 2, Child.AT);
    checks.equal("parent came second", 1, Parent.AT);
    checks.equal(
        "order",
        List.of("grand", "parent", "child", "friend", "friend's name", "child again"),
        Grand.ORDER);
  }
}
