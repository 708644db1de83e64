package org.heapsnapshot.testkit.program;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;

/** Atomics, adders and field updaters. */
final class Atomics {
  static final AtomicInteger INT = new AtomicInteger(41);
  static final AtomicLong LONG = new AtomicLong(1L << 40);
  static final AtomicBoolean FLAG = new AtomicBoolean();
  static final AtomicReference<Object> REFERENCE = new AtomicReference<>("initial");
  static final AtomicLongArray ARRAY = new AtomicLongArray(new long[] {1, 2, 3});
  static final LongAdder ADDER = new LongAdder();
  static final AtomicIntegerFieldUpdater<Cell> COUNT =
      AtomicIntegerFieldUpdater.newUpdater(Cell.class, "count");
  static final AtomicReferenceFieldUpdater<Cell, String> NAME =
      AtomicReferenceFieldUpdater.newUpdater(Cell.class, String.class, "name");
  static final Cell CELL = new Cell();

  static {
    ADDER.add(10);
    COUNT.set(CELL, 5);
  }

  private Atomics() {}

  static final class Cell {
    volatile int count;
    volatile String name;
  }

  static void check(Checks checks) {
    checks.equal("int", 42, INT.incrementAndGet());
    checks.equal("long", (1L << 40) + 1, LONG.incrementAndGet());
    checks.that("flag", FLAG.compareAndSet(false, true) && FLAG.get());
    checks.that("reference", REFERENCE.compareAndSet("initial", CELL) && REFERENCE.get() == CELL);
    checks.that("array", ARRAY.addAndGet(2, 4) == 7 && ARRAY.length() == 3);
    ADDER.increment();
    checks.equal("adder", 11L, ADDER.sum());
    checks.equal("updater", 6, COUNT.incrementAndGet(CELL));
    checks.that("reference updater", NAME.compareAndSet(CELL, null, "n") && CELL.name.equals("n"));
  }
}
