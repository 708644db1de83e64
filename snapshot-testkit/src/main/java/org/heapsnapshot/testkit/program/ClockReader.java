package org.heapsnapshot.testkit.program;

import java.time.Instant;
import java.util.Date;

/** Initializers that read a clock: the values must be of this process. */
final class ClockReader {
  private ClockReader() {}

  static final class Nanos {
    static final long START = System.nanoTime();

    private Nanos() {}
  }

  static final class Millis {
    static final long START = System.currentTimeMillis();
    static final Date DATE = new Date();

    private Millis() {}
  }

  static final class Now {
    static final Instant INSTANT = Instant.now();

    private Now() {}
  }

  static void check(Checks checks) {
    checks.that("nanoTime of this process", Nanos.START - checks.startNanos() >= 0);
    checks.that("millis of this process", Millis.START >= checks.startMillis());
    checks.that("date of this process", Millis.DATE.getTime() >= checks.startMillis());
    checks.that("instant of this process", Now.INSTANT.toEpochMilli() >= checks.startMillis());
  }
}
