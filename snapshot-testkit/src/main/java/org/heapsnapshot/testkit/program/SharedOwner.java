package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** Objects held by the statics of several classes: one copy each after restoring. */
final class SharedOwner {
  static final List<Object> LIST = new ArrayList<>();
  static final Object LOCK = new Object();
  static final int[] CELLS = {1, 2, 3};

  static {
    LIST.add(LOCK);
    LIST.add(CELLS);
  }

  private SharedOwner() {}

  /** Holds what its neighbour made. */
  static final class Borrower {
    static final List<Object> LIST = SharedOwner.LIST;
    static final Object LOCK = SharedOwner.LOCK;
    static final List<List<Object>> DEEPER = List.of(SharedOwner.LIST);

    static {
      // One initializer changes an object of another class.
      SharedOwner.LIST.add("borrowed");
    }

    private Borrower() {}
  }

  /** Holds the same objects through fields of objects. */
  static final class Wrapper {
    static final Wrapper ONLY = new Wrapper(SharedOwner.CELLS, Borrower.LIST);

    final int[] cells;
    final List<Object> list;

    private Wrapper(int[] cells, List<Object> list) {
      this.cells = cells;
      this.list = list;
    }
  }

  static void check(Checks checks) {
    checks.same("list of the borrower", LIST, Borrower.LIST);
    checks.same("list in a list", LIST, Borrower.DEEPER.get(0));
    checks.same("list in an object", LIST, Wrapper.ONLY.list);
    checks.same("lock", LOCK, Borrower.LOCK);
    checks.same("lock in the list", LOCK, LIST.get(0));
    CELLS[1] = 20;
    checks.equal("array in an object", 20, Wrapper.ONLY.cells[1]);
    checks.equal("written by another initializer", "borrowed", LIST.get(2));
    Borrower.LIST.clear();
    checks.that("one list", LIST.isEmpty() && Wrapper.ONLY.list.isEmpty());
    synchronized (LOCK) {
      checks.that("lock is free", Thread.holdsLock(Borrower.LOCK));
    }
  }
}
