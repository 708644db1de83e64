package org.heapsnapshot.testkit.program;

import java.util.Random;
import java.util.UUID;

/** Random numbers: seeded ones repeat, others must not be the same in every process. */
final class RandomNumbers {
  static final Object LOCK = new Object();

  private RandomNumbers() {}

  static final class Seeded {
    static final Random RANDOM = new Random(42);
    static final int FIRST = RANDOM.nextInt();

    private Seeded() {}
  }

  static final class Unseeded {
    static final Random RANDOM = new Random();
    static final UUID ID = UUID.randomUUID();

    private Unseeded() {}
  }

  static void check(Checks checks) {
    Random same = new Random(42);
    checks.equal("seeded first", same.nextInt(), Seeded.FIRST);
    checks.equal("seeded second", same.nextInt(), Seeded.RANDOM.nextInt());
    checks.that("unseeded", Unseeded.RANDOM.nextInt(10) < 10 && Unseeded.ID.version() == 4);
  }
}
