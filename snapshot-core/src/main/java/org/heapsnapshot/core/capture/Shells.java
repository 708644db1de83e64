package org.heapsnapshot.core.capture;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Objects of which a part belongs to the process that made them: threads that have not started,
 * executors without threads, thread factories with a number. An image holds what the classes of the
 * program declare of them; the rest is taken over from another object of the JDK, which the
 * initializer makes by the same call.
 */
public final class Shells {
  private static final String FACTORY = "java.util.concurrent.Executors$DefaultThreadFactory";

  /** The state of an executor that has not started, in its three highest bits; no threads. */
  private static final int RUNNING = -1 << 29;

  private static final Set<String> LEVELS =
      Set.of(
          "java.lang.Thread",
          "java.util.concurrent.AbstractExecutorService",
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          FACTORY);

  private Shells() {}

  /** Whether the fields that a class declares are taken over. */
  static boolean isLevel(Class<?> level) {
    return LEVELS.contains(level.getName());
  }

  /** Whether an object can only be carried in that way. */
  static boolean isOne(Object o) {
    return o instanceof Thread
        || o instanceof ThreadPoolExecutor
        || o.getClass().getName().equals(FACTORY);
  }

  /**
   * Whether an object of those is as it was made, but for what its methods have set: no thread has
   * started. Asks no method of the object, for a class of the program may have its own.
   */
  public static boolean isFresh(Object o) {
    if (o instanceof Thread) {
      return status(o) == 0 && !Peek.flag(o, Thread.class, "interrupted");
    }
    if (o instanceof ThreadPoolExecutor) {
      Class<?> pool = ThreadPoolExecutor.class;
      return ((AtomicInteger) Peek.get(o, pool, "ctl")).get() == RUNNING
          && ((Collection<?>) Peek.get(o, pool, "workers")).isEmpty()
          && Peek.number(o, pool, "completedTaskCount") == 0
          && !(o instanceof ScheduledThreadPoolExecutor
              && !((Collection<?>) Peek.get(o, pool, "workQueue")).isEmpty());
    }
    return o.getClass().getName().equals(FACTORY)
        && ((AtomicInteger) Peek.get(o, o.getClass(), "threadNumber")).get() == 1;
  }

  private static int status(Object thread) {
    for (Field field : Thread.class.getDeclaredFields()) {
      if (field.getName().equals("holder")) {
        Object holder = Peek.get(thread, Thread.class, "holder");
        return Peek.integer(holder, holder.getClass(), "threadStatus");
      }
    }
    return Peek.integer(thread, Thread.class, "threadStatus");
  }
}
