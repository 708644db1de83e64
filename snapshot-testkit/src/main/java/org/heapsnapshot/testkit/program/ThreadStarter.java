package org.heapsnapshot.testkit.program;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An initializer that starts a thread: the thread must run in this process. */
final class ThreadStarter {
  private ThreadStarter() {}

  static final class Starting {
    static final Worker WORKER = new Worker();
    static final Thread THREAD = new Thread(WORKER, "started by an initializer");

    static {
      THREAD.setDaemon(true);
      THREAD.start();
    }

    private Starting() {}
  }

  static final class Worker implements Runnable {
    private final CountDownLatch ran = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);

    @Override
    public void run() {
      ran.countDown();
      try {
        stop.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static void check(Checks checks) throws InterruptedException {
    checks.that("thread ran", Starting.WORKER.ran.await(30, TimeUnit.SECONDS));
    checks.that("thread is alive", Starting.THREAD.isAlive());
    Starting.WORKER.stop.countDown();
    Starting.THREAD.join(30_000);
    checks.that("thread ended", !Starting.THREAD.isAlive());
  }
}
