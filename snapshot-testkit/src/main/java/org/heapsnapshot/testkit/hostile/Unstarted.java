package org.heapsnapshot.testkit.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/**
 * Threads that have not started and executors without threads: their numbers, names and groups are
 * those of the process, and so are those of the threads that it makes after them.
 */
final class Unstarted {
  private Unstarted() {}

  private static String of(Thread thread) {
    return thread.getName()
        + " "
        + thread.getPriority()
        + " "
        + thread.isDaemon()
        + " "
        + thread.getThreadGroup().getName()
        + " "
        + thread.getState()
        + " "
        + (thread.getContextClassLoader() == Unstarted.class.getClassLoader());
  }

  private static String next() {
    return " before " + new Thread().getName();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsOne {
    static final List<String> LINES = new ArrayList<>();
    static final Thread THREAD = new Thread(() -> LINES.add("ran"));
  }

  static Object keepsOne(Start start) throws Exception {
    Object is = start.onWorker(() -> of(KeepsOne.THREAD) + next());
    KeepsOne.THREAD.start();
    KeepsOne.THREAD.join();
    return is + " " + KeepsOne.LINES + " " + KeepsOne.THREAD.getState();
  }

  /** With fields of its own. */
  static class Counting extends Thread {
    final int[] counted = {1};
    private int more = 2;

    Counting(String name) {
      super(name);
    }

    @Override
    public void run() {
      counted[0] += more;
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsOwnKind {
    static final Counting THREAD = new Counting("counting");
    static final Thread.UncaughtExceptionHandler HANDLER = (thread, thrown) -> {};

    static {
      THREAD.setDaemon(true);
      THREAD.setPriority(Thread.NORM_PRIORITY + 2);
      THREAD.setName("renamed");
      THREAD.setUncaughtExceptionHandler(HANDLER);
      THREAD.setContextClassLoader(null);
    }
  }

  static Object keepsOwnKind(Start start) throws Exception {
    Object is = start.onWorker(() -> of(KeepsOwnKind.THREAD) + next());
    Counting thread = KeepsOwnKind.THREAD;
    boolean handled = thread.getUncaughtExceptionHandler() == KeepsOwnKind.HANDLER;
    thread.start();
    thread.join();
    return is + " " + handled + " " + thread.counted[0];
  }

  /** Nobody has it, but it took a number. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class DropsOne {
    static final String NAME = new Thread().getName().replaceAll("[0-9]", "");
  }

  static Object dropsOne(Start start) {
    return next() + (start.shy() ? "" : DropsOne.NAME) + next();
  }

  /** Its initializer has it from another. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Borrows {
    static final List<Thread> THREADS = List.of(Lends.THREAD);
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Lends {
    static final Thread THREAD = new Thread("lent");
  }

  static Object borrows(Start start) throws Exception {
    Object is = start.onWorker(() -> of(Borrows.THREADS.get(0)) + next());
    return is + " " + (Borrows.THREADS.get(0) == Lends.THREAD);
  }

  /** Prepared by another initializer than the one that made it. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Prepares {
    static final int PRIORITY = Thread.MAX_PRIORITY;

    static {
      Prepared.THREAD.setPriority(PRIORITY);
    }

    static int priority() {
      return Prepared.THREAD.getPriority();
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class Prepared {
    static final Thread THREAD = new Thread("prepared");
  }

  static Object prepares(Start start) throws Exception {
    int before = Prepared.THREAD.getPriority();
    return before + " " + (start.shy() ? "" : Prepares.priority());
  }

  /** What it inherits is bound for a time only. */
  @Hostile(cause = "EFFECT", reason = "inherits a thread local")
  static final class Inherits {
    static final InheritableThreadLocal<String> LOCAL = new InheritableThreadLocal<>();
    static final String[] FOUND = new String[1];
    static final Thread THREAD;

    static {
      LOCAL.set("bound");
      THREAD = new Thread(() -> FOUND[0] = LOCAL.get());
      LOCAL.remove();
    }
  }

  static Object inherits(Start start) throws Exception {
    Inherits.THREAD.start();
    Inherits.THREAD.join();
    return Inherits.FOUND[0];
  }

  @Hostile(nets = Net.HEAP, cause = "HEAP", reason = "a thread")
  static final class InterruptsOne {
    static final Thread THREAD = new Thread("interrupted");

    static {
      THREAD.interrupt();
    }
  }

  static Object interruptsOne(Start start) {
    return InterruptsOne.THREAD.isInterrupted();
  }

  /** Its group is one of the process. */
  @Hostile(cause = "HEAP", reason = "ThreadGroup", nets = Net.HEAP)
  static final class NamesGroup {
    static final Thread THREAD = new Thread(new ThreadGroup("own"), "of a group");
  }

  static Object namesGroup(Start start) {
    return of(NamesGroup.THREAD);
  }

  /** The names of the first threads of an executor. */
  private static String threads(ExecutorService pool) throws Exception {
    String first = pool.submit(() -> Thread.currentThread().getName()).get();
    String second = pool.submit(() -> Thread.currentThread().getName()).get();
    pool.shutdown();
    return first + " " + second + " " + pool.awaitTermination(10, TimeUnit.SECONDS);
  }

  private static String nextPool() {
    return " before " + Executors.defaultThreadFactory().newThread(null).getName();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsPool {
    static final ExecutorService POOL = Executors.newFixedThreadPool(2);
  }

  static Object keepsPool(Start start) throws Exception {
    String before = nextPool();
    return before + threads(KeepsPool.POOL) + nextPool();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsCachedPool {
    static final ExecutorService POOL = Executors.newCachedThreadPool(KeepsCachedPool::make);
    static int made;

    private static Thread make(Runnable task) {
      Thread thread = new Thread(task, "made " + made++);
      thread.setDaemon(true);
      return thread;
    }
  }

  static Object keepsCachedPool(Start start) throws Exception {
    ExecutorService pool = KeepsCachedPool.POOL;
    String name = pool.submit(() -> Thread.currentThread().getName()).get();
    pool.shutdown();
    return name + " " + pool.awaitTermination(10, TimeUnit.SECONDS) + nextPool();
  }

  /** With a field, and a method that the executor calls. */
  static class OwnPool extends ThreadPoolExecutor {
    final List<String> ended = new ArrayList<>();

    OwnPool() {
      super(1, 3, 9, TimeUnit.SECONDS, new LinkedBlockingQueue<>(5));
    }

    @Override
    protected void terminated() {
      ended.add("terminated");
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsOwnPool {
    static final OwnPool POOL = new OwnPool();

    static {
      POOL.allowCoreThreadTimeOut(true);
      POOL.setMaximumPoolSize(4);
      POOL.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }
  }

  static Object keepsOwnPool(Start start) throws Exception {
    OwnPool pool = KeepsOwnPool.POOL;
    return pool.getMaximumPoolSize()
        + " "
        + pool.allowsCoreThreadTimeOut()
        + " "
        + pool.getKeepAliveTime(TimeUnit.SECONDS)
        + " "
        + pool.getQueue().remainingCapacity()
        + " "
        + pool.getRejectedExecutionHandler().getClass().getSimpleName()
        + " "
        + threads(pool)
        + pool.ended
        + nextPool();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsScheduler {
    static final ScheduledThreadPoolExecutor POOL = new ScheduledThreadPoolExecutor(1);
    static final ExecutorService SINGLE = Executors.newSingleThreadScheduledExecutor();

    static {
      POOL.setRemoveOnCancelPolicy(true);
    }
  }

  static Object keepsScheduler(Start start) throws Exception {
    ScheduledThreadPoolExecutor pool = KeepsScheduler.POOL;
    String ran =
        pool.schedule(() -> Thread.currentThread().getName(), 1, TimeUnit.MILLISECONDS).get();
    return pool.getRemoveOnCancelPolicy()
        + " "
        + ran
        + " "
        + threads(pool)
        + threads(KeepsScheduler.SINGLE)
        + nextPool();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsFactory {
    static final ThreadFactory FACTORY = Executors.defaultThreadFactory();
  }

  static Object keepsFactory(Start start) throws Exception {
    return start.onWorker(() -> of(KeepsFactory.FACTORY.newThread(null)))
        + " "
        + KeepsFactory.FACTORY.newThread(null).getName()
        + nextPool();
  }

  /** The group of its thread is one of the process. */
  @Hostile(cause = "HEAP", nets = Net.HEAP)
  static final class UsesFactory {
    static final ThreadFactory FACTORY = Executors.defaultThreadFactory();
    static final Thread THREAD = FACTORY.newThread(null);
  }

  static Object usesFactory(Start start) {
    return UsesFactory.THREAD.getName() + " " + UsesFactory.FACTORY.newThread(null).getName();
  }

  @Hostile(
      cause = "EFFECT",
      reason = "java.lang.Thread.start",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class StartsPool {
    static final ThreadPoolExecutor POOL = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);

    static {
      POOL.prestartAllCoreThreads();
    }
  }

  static Object startsPool(Start start) throws Exception {
    return StartsPool.POOL.getPoolSize() + " " + threads(StartsPool.POOL);
  }

  @Hostile(cause = "HEAP", reason = "an executor", nets = Net.HEAP)
  static final class ShutsDown {
    static final ExecutorService POOL = Executors.newFixedThreadPool(1);

    static {
      POOL.shutdown();
    }
  }

  static Object shutsDown(Start start) {
    return ShutsDown.POOL.isShutdown() + nextPool();
  }

  /** Nobody would shut it down when the collector has taken it. */
  @Hostile(cause = "HEAP", nets = Net.HEAP)
  static final class KeepsSingle {
    static final ExecutorService POOL = Executors.newSingleThreadExecutor();
  }

  static Object keepsSingle(Start start) throws Exception {
    return threads(KeepsSingle.POOL) + nextPool();
  }

  /** A class of its own: the thread of the pool must not wait for the class that waits for it. */
  static final class Names implements Supplier<String> {
    @Override
    public String get() {
      return Thread.currentThread().getName();
    }
  }

  /** Were the executor not a real one while it is observed, the initializer would never end. */
  @Hostile(
      cause = "EFFECT",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class WaitsForSingle {
    static final ExecutorService POOL = Executors.newSingleThreadExecutor();
    static final String NAME = CompletableFuture.supplyAsync(new Names(), POOL).join();
  }

  static Object waitsForSingle(Start start) throws Exception {
    return WaitsForSingle.NAME + " " + threads(WaitsForSingle.POOL) + nextPool();
  }
}
