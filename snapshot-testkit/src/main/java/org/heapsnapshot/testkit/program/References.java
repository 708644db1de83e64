package org.heapsnapshot.testkit.program;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;

/** Weak and soft references, cleared and not, with a queue. */
final class References {
  static final Object HELD = new Object();
  static final WeakReference<Object> WEAK = new WeakReference<>(HELD);
  static final SoftReference<Object> SOFT = new SoftReference<>(HELD);
  static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
  static final Keyed KEYED = new Keyed(HELD, "key");
  static final WeakReference<Object> CLEARED = new WeakReference<>(null);

  private References() {}

  static final class Keyed extends WeakReference<Object> {
    final String key;

    Keyed(Object referent, String key) {
      super(referent, QUEUE);
      this.key = key;
    }
  }

  static void check(Checks checks) throws InterruptedException {
    System.gc();
    checks.same("weak", HELD, WEAK.get());
    checks.same("soft", HELD, SOFT.get());
    checks.same("own subclass", HELD, KEYED.get());
    checks.equal("field of the subclass", "key", KEYED.key);
    checks.same("cleared", null, CLEARED.get());
    Keyed shortLived = new Keyed(new Object(), "short");
    Object queued = null;
    for (int i = 0; i < 50 && queued == null; i++) {
      System.gc();
      queued = QUEUE.remove(20);
    }
    checks.same("queue is served", shortLived, queued);
    WEAK.clear();
    checks.that("clear", WEAK.get() == null && KEYED.enqueue() && QUEUE.poll() == KEYED);
  }
}
