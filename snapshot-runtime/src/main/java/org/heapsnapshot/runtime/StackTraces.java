package org.heapsnapshot.runtime;

import java.util.Arrays;

/** Completes stack traces. Loaded by images that have throwables only. */
final class StackTraces {
  /** What a JVM keeps of a stack unless it is told otherwise. */
  private static final int MOST_FRAMES = 1024;

  private static final String OURS = "org.heapsnapshot.runtime.";

  private StackTraces() {}

  /**
   * Adds the frames below an initializer to a trace that ends with that of the initializer.
   *
   * @param here the trace of a throwable that the initializer made itself
   */
  static void complete(Throwable kept, StackTraceElement[] here) {
    StackTraceElement[] above = kept.getStackTrace();
    StackTraceElement[] all = Arrays.copyOf(above, above.length + here.length);
    int length = above.length;
    for (int i = 1; i < here.length; i++) {
      if (here[i].getClassName().startsWith(OURS)) {
        // What we called to initialize the class.
        while (length > above.length && isOurCall(all[length - 1].getClassName())) {
          length--;
        }
      } else {
        all[length++] = here[i];
      }
    }
    kept.setStackTrace(Arrays.copyOf(all, Math.min(length, MOST_FRAMES)));
  }

  private static boolean isOurCall(String className) {
    return className.equals("java.lang.Class")
        || className.equals("sun.misc.Unsafe")
        || className.equals("jdk.internal.misc.Unsafe");
  }
}
