package org.heapsnapshot.testkit.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;

/** State that is carried, or made again, with whatever of the JDK it holds. */
final class HarmlessState {
  private HarmlessState() {}

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class CountsItself {
    static final AtomicLong COUNT = new AtomicLong();
    static final long FIRST = COUNT.incrementAndGet();
  }

  static Object countsItself(Start start) {
    return CountsItself.FIRST + " " + CountsItself.COUNT.incrementAndGet();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeysByClass {
    static final Map<Class<?>, String> NAMES = new HashMap<>();
    static final Map<Class<?>, Integer> SIZES = new ConcurrentHashMap<>();

    static {
      for (Class<?> c : List.of(String.class, Start.class, KeysByClass.class, List.class)) {
        NAMES.put(c, c.getSimpleName());
        SIZES.put(c, c.getSimpleName().length());
      }
    }
  }

  static Object keysByClass(Start start) {
    return KeysByClass.NAMES.get(Start.class) + KeysByClass.SIZES.get(KeysByClass.class);
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsLocks {
    static final Object MONITOR = new Object();
    static final CountDownLatch LATCH = new CountDownLatch(2);
    static final List<String> LISTENERS = new CopyOnWriteArrayList<>(List.of("one"));
    static final List<String> SAFE = Collections.synchronizedList(new java.util.ArrayList<>());
  }

  static Object keepsLocks(Start start) {
    synchronized (KeepsLocks.MONITOR) {
      KeepsLocks.LATCH.countDown();
      KeepsLocks.SAFE.add("two");
    }
    return KeepsLocks.LATCH.getCount() + " " + KeepsLocks.LISTENERS + KeepsLocks.SAFE;
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class ReadsOwnResource {
    static final int MAGIC = read();

    private static int read() {
      try (InputStream in = Main.class.getResourceAsStream("Main.class")) {
        return in.read() << 8 | in.read();
      } catch (IOException e) {
        return -1;
      }
    }
  }

  static Object readsOwnResource(Start start) {
    return Integer.toHexString(ReadsOwnResource.MAGIC);
  }

  /** No thread is started before the first task. */
  @Hostile(verdict = Expected.EITHER)
  static final class PreparesExecutor {
    static final ExecutorService POOL = Executors.newFixedThreadPool(2);
  }

  static Object preparesExecutor(Start start) throws Exception {
    try {
      return PreparesExecutor.POOL.submit(() -> "done").get();
    } finally {
      PreparesExecutor.POOL.shutdown();
    }
  }

  @Hostile(verdict = Expected.EITHER)
  static final class KeepsLogger {
    static final Logger LOG = Logger.getLogger(KeepsLogger.class.getName());
  }

  static Object keepsLogger(Start start) {
    return KeepsLogger.LOG == Logger.getLogger(KeepsLogger.class.getName());
  }

  /** An interface whose default method asks for the time. */
  interface Timed {
    default long now() {
      return System.nanoTime();
    }
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class ImplementsTimed implements Timed {
    static final Timed ONLY = new ImplementsTimed();
  }

  static Object implementsTimed(Start start) {
    return ImplementsTimed.ONLY.now() - start.nanos() > 0;
  }
}
