package org.heapsnapshot.testkit.program;

import java.util.LinkedHashMap;
import java.util.Map;

/** Statics of a superclass, used and changed through its subclasses. */
final class SuperclassStatics {
  static final Shape HELD = new Square();

  private SuperclassStatics() {}

  abstract static class Shape {
    static final Map<String, Shape> PROTOTYPES = new LinkedHashMap<>();
    static int made;

    final int serial = ++made;

    Shape() {}

    abstract int corners();
  }

  static final class Square extends Shape {
    static final Square PROTOTYPE = new Square();
    static int made = 50;

    static {
      PROTOTYPES.put("square", PROTOTYPE);
    }

    @Override
    int corners() {
      return 4;
    }
  }

  static final class Triangle extends Shape {
    static {
      PROTOTYPES.put("triangle", new Triangle());
    }

    @Override
    int corners() {
      return 3;
    }
  }

  static void check(Checks checks) {
    Shape triangle = new Triangle();
    checks.equal("prototypes", "[square, triangle]", Shape.PROTOTYPES.keySet().toString());
    checks.same("prototype", Square.PROTOTYPE, Shape.PROTOTYPES.get("square"));
    checks.equal("corners", 3, Shape.PROTOTYPES.get("triangle").corners());
    checks.equal("serial of the prototype", 1, Square.PROTOTYPE.serial);
    checks.that("serials differ", HELD.serial != triangle.serial);
    checks.that("counter", Shape.made == 4 && Square.made == 50);
  }
}
