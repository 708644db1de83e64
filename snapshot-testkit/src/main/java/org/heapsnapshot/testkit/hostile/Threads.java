package org.heapsnapshot.testkit.hostile;

import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Threads that initializers start, and threads that run them. */
final class Threads {
  private Threads() {}

  @Hostile(
      cause = "EFFECT",
      reason = "java.lang.Thread.start",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class Starts {
    static final CountDownLatch STOP = new CountDownLatch(1);
    static final Thread THREAD = new Thread(Starts::await, "started");

    static {
      THREAD.setDaemon(true);
      THREAD.start();
    }

    private static void await() {
      try {
        STOP.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static Object starts(Start start) throws InterruptedException {
    boolean alive = Starts.THREAD.isAlive();
    Starts.STOP.countDown();
    Starts.THREAD.join(10_000);
    return alive + " " + Starts.THREAD.isAlive();
  }

  @Hostile(
      cause = "EFFECT",
      reason = "java.lang.Thread.start",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class StartsTimer {
    static final Timer TIMER = new Timer("timer", true);
  }

  static Object startsTimer(Start start) throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    StartsTimer.TIMER.schedule(
        new java.util.TimerTask() {
          @Override
          public void run() {
            ran.countDown();
          }
        },
        1);
    boolean done = ran.await(10, TimeUnit.SECONDS);
    StartsTimer.TIMER.cancel();
    return done;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "java.lang.Thread.start",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class StartsExecutor {
    static final ExecutorService POOL =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "pool");
              thread.setDaemon(true);
              return thread;
            });
    static final Future<String> NAME = POOL.submit(() -> Thread.currentThread().getName());
  }

  static Object startsExecutor(Start start) throws Exception {
    String first = StartsExecutor.NAME.get();
    String second = StartsExecutor.POOL.submit(() -> Thread.currentThread().getName()).get();
    StartsExecutor.POOL.shutdown();
    return first + " " + second;
  }

  @Hostile(cause = "EFFECT", reason = "java.lang.Thread.interrupt", nets = Net.EFFECTS)
  static final class Interrupts {
    static {
      Thread.currentThread().interrupt();
    }

    static boolean wasInterrupted() {
      return Thread.interrupted();
    }
  }

  static Object interrupts(Start start) {
    return Interrupts.wasInterrupted();
  }

  @Hostile(cause = "EFFECT", reason = "isInterrupted", nets = Net.EFFECTS)
  static final class AsksWhetherInterrupted {
    static final boolean WAS = Thread.currentThread().isInterrupted();
  }

  static Object asksWhetherInterrupted(Start start) throws Exception {
    return start.onWorker(
        () -> {
          Thread.currentThread().interrupt();
          return AsksWhetherInterrupted.WAS;
        });
  }

  @Hostile(cause = "EFFECT", reason = "java.lang.Thread.setName", nets = Net.EFFECTS)
  static final class RenamesThread {
    static {
      Thread.currentThread().setName("renamed");
    }

    static String name() {
      return Thread.currentThread().getName();
    }
  }

  static Object renamesThread(Start start) throws Exception {
    return start.onWorker(RenamesThread::name);
  }

  @Hostile(nets = Net.PERTURBATION, reason = "NAME")
  static final class KeepsThreadName {
    static final String NAME = Thread.currentThread().getName();
  }

  static Object keepsThreadName(Start start) throws Exception {
    return start.onWorker(() -> KeepsThreadName.NAME);
  }

  @Hostile(nets = Net.PERTURBATION)
  static final class KeepsThreadNumber {
    static final long ID = Thread.currentThread().getId();
  }

  static Object keepsThreadNumber(Start start) throws Exception {
    return start.onWorker(() -> KeepsThreadNumber.ID == Thread.currentThread().getId());
  }

  @Hostile(nets = Net.PERTURBATION)
  static final class KeepsGroupName {
    static final String NAME = Thread.currentThread().getThreadGroup().getName();
  }

  static Object keepsGroupName(Start start) throws Exception {
    return start.onWorker(() -> KeepsGroupName.NAME);
  }

  @Hostile(nets = Net.HEAP, cause = "HEAP")
  static final class KeepsGroup {
    static final ThreadGroup GROUP = Thread.currentThread().getThreadGroup();
  }

  static Object keepsGroup(Start start) throws Exception {
    return start.onWorker(() -> KeepsGroup.GROUP.getName());
  }

  @Hostile(nets = Net.PERTURBATION)
  static final class KeepsPriority {
    static final int PRIORITY = Thread.currentThread().getPriority();
  }

  static Object keepsPriority(Start start) throws Exception {
    return start.onWorker(() -> KeepsPriority.PRIORITY);
  }

  @Hostile(cause = "HEAP", reason = "a thread", nets = Net.HEAP)
  static final class KeepsThread {
    static final Thread THREAD = Thread.currentThread();
  }

  static Object keepsThread(Start start) throws Exception {
    return start.onWorker(() -> KeepsThread.THREAD == Thread.currentThread());
  }
}
