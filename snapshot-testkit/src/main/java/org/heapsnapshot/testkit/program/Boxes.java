package org.heapsnapshot.testkit.program;

/** Boxes from the caches of {@code valueOf} and boxes outside of them. */
final class Boxes {
  static final Integer SMALL = 100;
  static final Integer LARGE = 100_000;
  static final Integer SAME_LARGE = LARGE;
  static final Integer OTHER_LARGE = Integer.valueOf("100000");
  static final Long LONG = -128L;
  static final Short SHORT = 5;
  static final Byte BYTE = -1;
  static final Character CHARACTER = 'x';
  static final Character WIDE_CHARACTER = 'λ';
  static final Boolean BOOLEAN = Boolean.parseBoolean("true");
  static final Double DOUBLE = 0.5;
  static final Float FLOAT = -0f;

  private Boxes() {}

  static void check(Checks checks) {
    checks.same("cached Integer", Integer.valueOf(100), SMALL);
    checks.same("cached Long", Long.valueOf(-128), LONG);
    checks.same("cached Short", Short.valueOf((short) 5), SHORT);
    checks.same("cached Byte", Byte.valueOf((byte) -1), BYTE);
    checks.same("cached Character", Character.valueOf('x'), CHARACTER);
    checks.same("cached Boolean", Boolean.TRUE, BOOLEAN);
    checks.same("one large Integer", LARGE, SAME_LARGE);
    checks.that("two large Integers", LARGE != OTHER_LARGE && LARGE.equals(OTHER_LARGE));
    checks.equal("large Integer", 100_000, LARGE);
    checks.equal("wide Character", 'λ', WIDE_CHARACTER);
    checks.equal("Double", 0.5, DOUBLE);
    checks.that("Float", 1 / FLOAT == Float.NEGATIVE_INFINITY);
  }
}
