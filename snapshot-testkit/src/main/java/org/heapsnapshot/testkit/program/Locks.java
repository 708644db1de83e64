package org.heapsnapshot.testkit.program;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Locks not held, monitors among them, used between two threads. */
final class Locks {
  static final ReentrantLock LOCK = new ReentrantLock();
  static final Condition CHANGED = LOCK.newCondition();
  static final ReadWriteLock READ_WRITE = new ReentrantReadWriteLock(true);
  static final StampedLock STAMPED = new StampedLock();
  static final Semaphore SEMAPHORE = new Semaphore(2);
  static final CountDownLatch LATCH = new CountDownLatch(1);
  static final Object MONITOR = new Object();
  static final int[] SHARED = new int[1];

  static {
    LOCK.lock();
    LOCK.unlock();
    synchronized (MONITOR) {
      SHARED[0] = 1;
    }
    SHARED[0] ^= MONITOR.hashCode() & 0; // the header of the object has held a hash
  }

  private Locks() {}

  static void check(Checks checks) throws InterruptedException {
    Thread other = new Thread(Locks::signal);
    LOCK.lock();
    try {
      other.start();
      while (SHARED[0] != 2) {
        checks.that("signalled in time", CHANGED.await(30, TimeUnit.SECONDS));
      }
    } finally {
      LOCK.unlock();
    }
    other.join();
    checks.that("lock", !LOCK.isLocked() && !LOCK.isHeldByCurrentThread());
    READ_WRITE.readLock().lock();
    checks.that("read lock excludes writers", !READ_WRITE.writeLock().tryLock());
    READ_WRITE.readLock().unlock();
    checks.that("write lock", READ_WRITE.writeLock().tryLock());
    long stamp = STAMPED.tryOptimisticRead();
    checks.that("optimistic read", stamp != 0 && STAMPED.validate(stamp));
    long write = STAMPED.writeLock();
    checks.that("write invalidates", !STAMPED.validate(stamp));
    STAMPED.unlockWrite(write);
    checks.that("semaphore", SEMAPHORE.tryAcquire(2) && !SEMAPHORE.tryAcquire());
    checks.that("latch", LATCH.await(30, TimeUnit.SECONDS));
    synchronized (MONITOR) {
      checks.equal("monitor", 2, SHARED[0]);
    }
  }

  private static void signal() {
    LOCK.lock();
    try {
      SHARED[0] = 2;
      CHANGED.signalAll();
    } finally {
      LOCK.unlock();
    }
    LATCH.countDown();
  }
}
