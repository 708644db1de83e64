package org.heapsnapshot.core.agent;

import java.lang.reflect.Field;
import org.heapsnapshot.core.capture.Peek;

/**
 * The levels of {@code ConcurrentSkipListMap} are drawn from a seed of the thread that only the JDK
 * reads. Drawn anew in each JVM, they would make every such list differ; any levels will do.
 */
final class SkipListLevels {
  /** Any number but 0, which stands for a seed that is not drawn yet. */
  private static final int SEED = 0x5EED_5EED;

  private SkipListLevels() {}

  /** Sets the seed of the current thread; to be called before each initializer. */
  static void repeat() {
    try {
      Field seed = Thread.class.getDeclaredField("threadLocalRandomSecondarySeed");
      Peek.putInt(Thread.currentThread(), Peek.offset(seed, false), SEED);
    } catch (ReflectiveOperationException e) {
      // Another JDK without that field: classes with skip lists are then found to differ.
    }
  }
}
