package org.heapsnapshot.testkit.program;

import java.util.List;
import java.util.Objects;

/** Records: of all component types, nested, generic, with a static of their own. */
final class Records {
  static final Point POINT = new Point(3, -4);
  static final Wide WIDE = new Wide(true, (byte) -1, 'λ', 5L, 0.25f, 1e300, POINT, new int[] {6});
  static final Node<String> TREE = new Node<>("root", List.of(new Node<>("leaf", List.of())));
  static final Point UNIT = Point.UNIT;

  private Records() {}

  record Point(int x, int y) {
    static final Point UNIT = new Point(1, 1);

    Point {
      Objects.checkIndex(0, 1);
    }

    int norm() {
      return Math.abs(x) + Math.abs(y);
    }
  }

  record Wide(
      boolean flag,
      byte tiny,
      char letter,
      long wide,
      float real,
      double precise,
      Point p,
      int[] a) {}

  record Node<T>(T value, List<Node<T>> children) {}

  static void check(Checks checks) {
    checks.equal("equals", new Point(3, -4), POINT);
    checks.equal("hashCode", new Point(3, -4).hashCode(), POINT.hashCode());
    checks.equal("toString", "Point[x=3, y=-4]", POINT.toString());
    checks.equal("method", 7, POINT.norm());
    checks.same("static of a record", Point.UNIT, UNIT);
    checks.that("narrow components", WIDE.flag() && WIDE.tiny() == -1 && WIDE.letter() == 'λ');
    checks.that(
        "wide components", WIDE.wide() == 5 && WIDE.real() == 0.25f && WIDE.precise() == 1e300);
    checks.same("shared component", POINT, WIDE.p());
    checks.equal("array component", 6, WIDE.a()[0]);
    checks.equal("generic", new Node<>("root", List.of(new Node<>("leaf", List.of()))), TREE);
  }
}
