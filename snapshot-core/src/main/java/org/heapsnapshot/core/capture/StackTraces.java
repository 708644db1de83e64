package org.heapsnapshot.core.capture;

import java.util.Arrays;

/** Brings the stack traces of captured throwables to what a start can have. */
final class StackTraces {
  private static final String AGENT = "org.heapsnapshot.core.agent.";

  private StackTraces() {}

  /**
   * Fills in the array of elements while the JVM's own record of them is there, and ends it where
   * the program ends and the observing JVM begins.
   */
  static void settle(Throwable t) {
    StackTraceElement[] trace = t.getStackTrace();
    int end = 0;
    while (end < trace.length && !isOfTool(trace[end].getClassName())) {
      end++;
    }
    if (end == trace.length) {
      return;
    }
    // What the observing JVM called to initialize the class.
    while (end > 0 && isCall(trace[end - 1].getClassName())) {
      end--;
    }
    t.setStackTrace(Arrays.copyOf(trace, end));
  }

  private static boolean isOfTool(String className) {
    return className.startsWith(AGENT) || className.equals(Peek.class.getName());
  }

  private static boolean isCall(String className) {
    return className.equals("java.lang.Class")
        || className.equals("jdk.internal.misc.Unsafe")
        || className.startsWith("java.lang.invoke.");
  }
}
