package org.heapsnapshot.testkit.hostile;

import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** What the collector decides. */
final class References {
  private References() {}

  /** May be cleared at any time. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsWeakly {
    static final Object KEPT = new Object();
    static final WeakReference<Object> HELD = new WeakReference<>(KEPT);
    static final WeakReference<Object> FREE = new WeakReference<>(new Object());
  }

  static Object keepsWeakly(Start start) {
    Object free = KeepsWeakly.FREE.get();
    return (KeepsWeakly.HELD.get() == KeepsWeakly.KEPT) + " " + (free != KeepsWeakly.KEPT);
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class FillsSoftCache {
    private static SoftReference<String> cache = new SoftReference<>("value".repeat(2));

    static String value() {
      String value = cache.get();
      if (value == null) {
        value = "value".repeat(2);
        cache = new SoftReference<>(value);
      }
      return value;
    }
  }

  static Object fillsSoftCache(Start start) {
    return FillsSoftCache.value();
  }

  @Hostile(verdict = Expected.BUILD_TIME)
  static final class FillsWeakMap {
    static final Object KEY = new Object();
    static final Map<Object, String> MAP = new WeakHashMap<>();

    static {
      MAP.put(KEY, "kept");
      MAP.put(new Object(), "free");
    }
  }

  static Object fillsWeakMap(Start start) {
    return FillsWeakMap.MAP.get(FillsWeakMap.KEY);
  }

  /** What the JVM itself keeps alive is never cleared. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class FillsRegistry {
    static final WeakReference<Class<?>> TYPE = new WeakReference<>(Main.class);
    static final Map<Object, String> MAP = Collections.synchronizedMap(new WeakHashMap<>());

    static {
      MAP.put(Main.class, "main");
      MAP.put(String[].class, "strings");
      MAP.put(int.class, "int");
      MAP.put(Thread.State.NEW, "new");
      MAP.put(Locale.FRANCE, "France");
      MAP.put(StandardCharsets.UTF_16, "UTF-16");
      MAP.put(7, "seven");
    }
  }

  static Object fillsRegistry(Start start) {
    System.gc();
    return FillsRegistry.TYPE.get()
        + FillsRegistry.MAP.get(Main.class)
        + FillsRegistry.MAP.get(Thread.State.NEW)
        + FillsRegistry.MAP.size();
  }

  /** Its class keeps the literal, once the initializer has named it. */
  @Hostile(cause = "HEAP", reason = "interned string", nets = Net.HEAP)
  static final class KeepsLiteralWeakly {
    static final Map<String, String> MAP = new WeakHashMap<>();

    static {
      MAP.put("a literal that is a weak key", "kept");
    }
  }

  static Object keepsLiteralWeakly(Start start) {
    System.gc();
    return KeepsLiteralWeakly.MAP.values();
  }

  @Hostile(cause = "HEAP", reason = "PhantomReference", nets = Net.HEAP)
  static final class KeepsPhantom {
    static final Object KEPT = new Object();
    static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
    static final PhantomReference<Object> REFERENCE = new PhantomReference<>(KEPT, QUEUE);
  }

  static Object keepsPhantom(Start start) {
    return KeepsPhantom.REFERENCE.refersTo(KeepsPhantom.KEPT);
  }

  @Hostile(nets = {Net.EFFECTS, Net.HEAP})
  static final class MakesCleaner {
    static final Cleaner CLEANER = Cleaner.create();
    static final Cleaner.Cleanable CLEANABLE = CLEANER.register(new Object(), () -> {});
  }

  static Object makesCleaner(Start start) {
    MakesCleaner.CLEANABLE.clean();
    return "cleaned";
  }

  static final class Finalizable {
    final int value = 9;

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    protected void finalize() {
      // Being there is what counts.
    }
  }

  @Hostile(cause = "HEAP", reason = "finalizer", nets = Net.HEAP)
  static final class KeepsFinalizable {
    static final Finalizable OBJECT = new Finalizable();
  }

  static Object keepsFinalizable(Start start) {
    return KeepsFinalizable.OBJECT.value;
  }
}
