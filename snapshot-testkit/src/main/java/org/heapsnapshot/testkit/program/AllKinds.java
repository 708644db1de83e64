package org.heapsnapshot.testkit.program;

/** Objects with a field of every kind, spread over a hierarchy, some hidden by others. */
final class AllKinds {
  static final Derived FULL = new Derived(7);
  static final Derived ZERO = new Derived(0);

  private AllKinds() {}

  /** The superclass part; {@code same} is hidden by the subclass. */
  static class Base {
    private final boolean flag;
    private final byte tiny;
    private final short small;
    private final char letter;
    protected final Object same;

    Base(int seed) {
      flag = seed != 0;
      tiny = (byte) -seed;
      small = (short) (-1000 * seed);
      letter = (char) (0xFF00 + seed);
      same = seed == 0 ? null : "base " + seed;
    }
  }

  /** The subclass part. */
  static final class Derived extends Base {
    private final int number;
    private final long wide;
    private final float real;
    private final double precise;
    private final Object same;
    private final int[] array;
    private transient int counted;

    Derived(int seed) {
      super(seed);
      number = -seed;
      wide = seed * 0x1_0000_0001L;
      real = seed / 2f;
      precise = seed / 3d;
      same = seed == 0 ? null : this;
      array = seed == 0 ? null : new int[] {seed};
      counted = seed;
    }
  }

  static void check(Checks checks) {
    Base base = FULL;
    checks.that("boolean", base.flag && !((Base) ZERO).flag);
    checks.that("byte", base.tiny == -7);
    checks.that("short", base.small == -7000);
    checks.that("char", base.letter == 0xFF07);
    checks.that("int", FULL.number == -7);
    checks.that("long", FULL.wide == 0x7_0000_0007L);
    checks.that("float", FULL.real == 3.5f);
    checks.that("double", FULL.precise == 7 / 3d);
    checks.equal("hidden field", "base 7", base.same);
    checks.same("hiding field", FULL, FULL.same);
    checks.that("array", FULL.array.length == 1 && FULL.array[0] == 7);
    FULL.counted++;
    checks.equal("transient field", 8, FULL.counted);
    checks.that("zeros", ZERO.wide == 0 && ZERO.array == null && ((Base) ZERO).same == null);
  }
}
