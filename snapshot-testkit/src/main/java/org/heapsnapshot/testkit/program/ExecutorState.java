package org.heapsnapshot.testkit.program;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A thread pool that has not started and a thread that has not started. */
final class ExecutorState {
  static final ExecutorService POOL = Executors.newFixedThreadPool(2);
  static final int[] RESULT = new int[1];
  static final Thread UNSTARTED = new Thread(() -> RESULT[0] = 9, "unstarted");

  private ExecutorState() {}

  static void check(Checks checks) throws Exception {
    Callable<String> task = () -> "done";
    Future<String> future = POOL.submit(task);
    checks.equal("pool", "done", future.get(30, TimeUnit.SECONDS));
    POOL.shutdown();
    checks.that("shutdown", POOL.awaitTermination(30, TimeUnit.SECONDS));
    checks.same("thread state", Thread.State.NEW, UNSTARTED.getState());
    UNSTARTED.start();
    UNSTARTED.join();
    checks.equal("thread ran", 9, RESULT[0]);
  }
}
