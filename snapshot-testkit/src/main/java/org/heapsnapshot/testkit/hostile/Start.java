package org.heapsnapshot.testkit.hostile;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * What {@code main} knows of this start.
 *
 * @param millis its time of day
 * @param nanos its {@code System.nanoTime()}
 * @param shy whether classes that write into others are not touched
 */
record Start(long millis, long nanos, boolean shy) {

  /** {@code what}, computed on a thread with a name, group, priority and stack of its own. */
  Object onWorker(Callable<Object> what) throws Exception {
    return onWorker(what, null);
  }

  /** The same with a context class loader. */
  Object onWorker(Callable<Object> what, ClassLoader context) throws Exception {
    FutureTask<Object> task = new FutureTask<>(what);
    Thread worker = new Thread(new ThreadGroup("workers"), task, "worker");
    worker.setPriority(Thread.MIN_PRIORITY + 2);
    if (context != null) {
      worker.setContextClassLoader(context);
    }
    worker.start();
    return task.get();
  }

  /** Whether a time of day is one of this run. */
  boolean isOfThisRun(long time) {
    return time >= millis && time <= System.currentTimeMillis();
  }
}
