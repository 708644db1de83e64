package org.heapsnapshot.core.capture;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/** Brings the stack traces of captured throwables to what a start can have. */
final class StackTraces {
  private static final String AGENT = "org.heapsnapshot.core.agent.";

  private StackTraces() {}

  /**
   * Fills in the array of elements while the JVM's own record of them is there, and ends it where
   * the program ends and the observing JVM begins.
   */
  static void settle(Throwable t) {
    if (!isPlain(t.getClass())) {
      return;
    }
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

  /**
   * Leaves of the stack of a throwable what the initializer that made it decides: the frames down
   * to its own. Those below are of who initialized the class, another one at each start. To be
   * called when the trace is settled.
   *
   * @param owners the restored classes by binary name
   * @return the class whose initializer made it, or null when none of them did
   */
  static Class<?> cut(Throwable t, Map<String, Class<?>> owners) {
    if (!isPlain(t.getClass())) {
      return null;
    }
    StackTraceElement[] trace = t.getStackTrace();
    for (int i = 0; i < trace.length; i++) {
      if (trace[i].getMethodName().equals("<clinit>")) {
        Class<?> maker = owners.get(trace[i].getClassName());
        if (maker != null) {
          t.setStackTrace(Arrays.copyOf(trace, i + 1));
        }
        return maker;
      }
    }
    return null;
  }

  /**
   * Whether throwables of the class answer with the stack that the JDK keeps of them. A class can
   * answer with another; the JDK's, which it prints, can then neither be read nor set.
   */
  static boolean isPlain(Class<?> c) {
    try {
      return isOfJdk(c.getMethod("getStackTrace"))
          && isOfJdk(c.getMethod("setStackTrace", StackTraceElement[].class));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // Every throwable has them.
    }
  }

  private static boolean isOfJdk(Method method) {
    return method.getDeclaringClass() == Throwable.class;
  }

  /** Tells where one that was {@link #cut} was made; runs no code of its class. */
  static String key(Throwable t) {
    return t.getClass().getName() + Arrays.toString(t.getStackTrace());
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
