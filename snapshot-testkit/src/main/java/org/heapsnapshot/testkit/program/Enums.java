package org.heapsnapshot.testkit.program;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Enums with bodies, fields, static tables and a switch, and constants of enums as state. */
final class Enums {
  static final Operation HELD = Operation.TIMES;
  static final Planet[] PLANETS = {Planet.EARTH, Planet.MARS};
  static final TimeUnit OF_THE_JDK = TimeUnit.SECONDS;

  private Enums() {}

  enum Operation {
    PLUS("+") {
      @Override
      int apply(int a, int b) {
        return a + b;
      }
    },
    TIMES("*") {
      private int used;

      @Override
      int apply(int a, int b) {
        used++;
        return a * b * (used > 0 ? 1 : 0);
      }
    };

    private static final Map<String, Operation> BY_SIGN = new HashMap<>();

    static {
      for (Operation operation : values()) {
        BY_SIGN.put(operation.sign, operation);
      }
    }

    private final String sign;

    Operation(String sign) {
      this.sign = sign;
    }

    abstract int apply(int a, int b);
  }

  enum Planet {
    EARTH(1.0),
    MARS(0.107);

    static Planet home = EARTH;

    final double mass;

    Planet(double mass) {
      this.mass = mass;
    }
  }

  static void check(Checks checks) {
    checks.same("held constant", Operation.TIMES, HELD);
    checks.same("valueOf", HELD, Operation.valueOf("TIMES"));
    checks.same("values", HELD, Operation.values()[1]);
    checks.same("enum constants of the class", HELD, Operation.class.getEnumConstants()[1]);
    checks.equal("body", 12, HELD.apply(3, 4));
    checks.equal("other body", 7, Operation.PLUS.apply(3, 4));
    checks.same("declaring class", Operation.class, HELD.getDeclaringClass());
    checks.same("static table", Operation.PLUS, Operation.BY_SIGN.get("+"));
    checks.that("fields", PLANETS[1].mass == 0.107 && PLANETS[1] == Planet.MARS);
    Planet.home = Planet.MARS;
    checks.same("static of an enum", PLANETS[1], Planet.home);
    checks.equal("toString", "MARS", Planet.home.toString());
    checks.same("constant of the JDK", TimeUnit.SECONDS, OF_THE_JDK);
    checks.equal("constant of the JDK works", 2000L, OF_THE_JDK.toMillis(2));
    checks.that("compareTo", Planet.EARTH.compareTo(Planet.MARS) < 0);
  }
}
