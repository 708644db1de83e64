package org.heapsnapshot.testkit.hostile;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** State that belongs to a thread: thread locals and locks that are held. */
final class ThreadState {
  private ThreadState() {}

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class LeavesLocal {
    static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

    static {
      LOCAL.set("left");
    }
  }

  static Object leavesLocal(Start start) {
    return LeavesLocal.LOCAL.get();
  }

  @Hostile(verdict = Expected.EITHER)
  static final class LeavesInheritable {
    static final InheritableThreadLocal<String> LOCAL = new InheritableThreadLocal<>();

    static {
      LOCAL.set("left");
    }
  }

  static Object leavesInheritable(Start start) throws Exception {
    return LeavesInheritable.LOCAL.get() + " " + start.onWorker(LeavesInheritable.LOCAL::get);
  }

  /** Drawn afresh by each thread, so nothing is lost. */
  @Hostile(verdict = Expected.EITHER)
  static final class DeclaresLocal {
    static final ThreadLocal<StringBuilder> LOCAL = ThreadLocal.withInitial(StringBuilder::new);
  }

  static Object declaresLocal(Start start) {
    return DeclaresLocal.LOCAL.get().append("x").length();
  }

  @Hostile(cause = "HEAP", reason = "a thread", nets = Net.HEAP)
  static final class HoldsLock {
    static final ReentrantLock LOCK = new ReentrantLock();

    static {
      LOCK.lock();
    }
  }

  static Object holdsLock(Start start) {
    return HoldsLock.LOCK.isHeldByCurrentThread();
  }

  /** Whoever uses the class first may hold a lock or not. */
  @Hostile(cause = "EFFECT", reason = "holdsLock", nets = Net.EFFECTS)
  static final class AsksForLock {
    static final boolean HELD = Thread.holdsLock(ThreadState.class);
  }

  static Object asksForLock(Start start) {
    synchronized (ThreadState.class) {
      return AsksForLock.HELD;
    }
  }

  @Hostile(cause = "HEAP", nets = Net.HEAP)
  static final class HoldsReadLock {
    static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

    static {
      LOCK.readLock().lock();
    }
  }

  static Object holdsReadLock(Start start) {
    return HoldsReadLock.LOCK.getReadHoldCount();
  }

  /** Belongs to nobody. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class TakesPermit {
    static final Semaphore SEMAPHORE = new Semaphore(3);

    static {
      SEMAPHORE.acquireUninterruptibly();
    }
  }

  static Object takesPermit(Start start) {
    return TakesPermit.SEMAPHORE.availablePermits();
  }

  /** Was taken and given back. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class UsesLock {
    static final ReentrantLock LOCK = new ReentrantLock(true);
    static int value;

    static {
      LOCK.lock();
      try {
        value = 7;
      } finally {
        LOCK.unlock();
      }
    }
  }

  static Object usesLock(Start start) {
    return UsesLock.value + " " + UsesLock.LOCK.tryLock() + " " + UsesLock.LOCK.isFair();
  }
}
