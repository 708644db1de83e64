package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides from a stack trace whether an effect belongs to the program's initializers: it does not
 * when an initializer of the JDK, or a part of the JDK that works for the JVM (class loading,
 * linking of call sites), is nearer than the program's.
 */
final class Attribution {
  private static final String[] BOUNDARIES = {
    "jdk.internal.loader.",
    "jdk.internal.module.",
    "java.lang.ClassLoader",
    "java.util.ServiceLoader",
    "java.util.ResourceBundle",
    "java.lang.invoke.MethodHandleNatives",
    "java.lang.invoke.InnerClassLambdaMetafactory",
    "java.lang.invoke.CallSite",
    "sun.instrument.",
    "java.lang.Shutdown",
    "sun.nio.ch.Util", // The buffer that a thread keeps for channels.
  };

  /** Warns of native code, once in each process, when a program asks for it. */
  private static final String NATIVE_ACCESS = "java.lang.Module.ensureNativeAccess";

  private static final int EVIDENCE_LINES = 24;

  /** Recorded factories, as {@code class.method}. */
  private static volatile Set<String> factories = Set.of();

  private final StackTraceElement[] trace;
  private final int first;

  /** Must be called from a {@code Sink} method, itself called by the hooks. */
  Attribution() {
    trace = new Throwable().getStackTrace();
    int i = 0;
    while (i < trace.length && isAgent(trace[i].getClassName())) {
      i++;
    }
    first = i;
  }

  /** What these methods of the JDK do, given as {@code class.method}, is not their caller's. */
  static void endAt(Set<String> methods) {
    factories = methods;
  }

  private static boolean isAgent(String name) {
    return name.startsWith("org.heapsnapshot.core.") || name.startsWith("org.heapsnapshot.hooks.");
  }

  private static boolean isProgram(StackTraceElement frame) {
    return frame.getModuleName() == null;
  }

  /** Whether the instrumented JDK method was called by program code itself. */
  boolean calledByProgram() {
    int i = caller();
    return isProgram(trace[first]) || i < trace.length && isProgram(trace[i]);
  }

  /** The class of the program whose code is nearest to the effect, or empty. */
  String nearest() {
    for (int i = first; i < trace.length; i++) {
      if (isProgram(trace[i])) {
        return trace[i].getClassName();
      }
    }
    return "";
  }

  /** Whether the instrumented method was called by another of the same name and class. */
  boolean isOfOverload() {
    return caller() > first + 1;
  }

  /** The program class that called the instrumented method, or null when the JDK did. */
  String callingClass() {
    int i = caller();
    return i < trace.length && isProgram(trace[i]) ? trace[i].getClassName() : null;
  }

  /** Whether the initializer of a class itself called the instrumented method. */
  boolean isCalledByInitializer(String className) {
    int i = caller();
    return i < trace.length
        && trace[i].getMethodName().equals("<clinit>")
        && trace[i].getClassName().equals(className);
  }

  /** The line at which the nearest initializer is; not positive when it is not known. */
  int line() {
    for (int i = first; i < trace.length; i++) {
      if (trace[i].getMethodName().equals("<clinit>")) {
        return trace[i].getLineNumber();
      }
    }
    return 0;
  }

  /**
   * The line at which an initializer itself uses a class, or runs the initializer of that; 0 when a
   * method does that it calls.
   */
  int lineOfUse(String className, String by) {
    int i = first;
    if (i < trace.length && isInitializer(i, className)) {
      i++;
    }
    return i < trace.length && isInitializer(i, by) ? trace[i].getLineNumber() : 0;
  }

  private boolean isInitializer(int i, String className) {
    return trace[i].getMethodName().equals("<clinit>") && trace[i].getClassName().equals(className);
  }

  /**
   * Whether code of the JDK that the program called runs one of some methods, given as {@code
   * class.method}, which in turn led to the instrumented one.
   */
  boolean isWithin(Set<String> methods) {
    for (int i = first + 1; i < trace.length && !isProgram(trace[i]); i++) {
      if (methods.contains(trace[i].getClassName() + "." + trace[i].getMethodName())) {
        return true;
      }
    }
    return false;
  }

  /** The first frame that is not the instrumented method or one it overloads. */
  private int caller() {
    String method = trace[first].getMethodName();
    String owner = trace[first].getClassName();
    int i = first;
    while (i < trace.length
        && trace[i].getClassName().equals(owner)
        && trace[i].getMethodName().equals(method)) {
      i++;
    }
    return i;
  }

  /** Whether the effect belongs to the initializers that run on this thread. */
  boolean belongsToProgram() {
    return belongsToProgram(true);
  }

  /**
   * The same, and also below a recorded factory: what that answers is made again at a start, but
   * not what the initializer has made of it.
   */
  boolean belongsToProgramBelowFactories() {
    return belongsToProgram(false);
  }

  private boolean belongsToProgram(boolean endAtFactories) {
    // An instrumented method may itself be on a boundary: that of ClassLoader.defineClass says
    // nothing about who calls it.
    for (int i = isProgram(trace[first]) ? first : caller(); i < trace.length; i++) {
      StackTraceElement frame = trace[i];
      if (frame.getMethodName().equals("<clinit>")) {
        return isProgram(frame);
      }
      if (!isProgram(frame) && isBoundary(frame, endAtFactories)) {
        return false;
      }
    }
    return true; // The trace was cut short; be safe.
  }

  /**
   * Whether the nearest initializer is one of the program: those of the JDK run at a start as well.
   */
  boolean isOfInitializerOfProgram() {
    for (int i = first; i < trace.length; i++) {
      if (trace[i].getMethodName().equals("<clinit>")) {
        return isProgram(trace[i]);
      }
    }
    return true; // Of a preload, or the trace was cut short.
  }

  /** Whether a resource bundle is obtained, which a recipe does again at a start. */
  boolean isForBundle() {
    for (int i = first; i < trace.length && !isProgram(trace[i]); i++) {
      if (trace[i].getMethodName().startsWith("getBundle")
          && trace[i].getClassName().equals("java.util.ResourceBundle")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBoundary(StackTraceElement frame, boolean endAtFactories) {
    String className = frame.getClassName();
    String method = className + "." + frame.getMethodName();
    if (endAtFactories && factories.contains(method) || method.equals(NATIVE_ACCESS)) {
      return true;
    }
    for (String boundary : BOUNDARIES) {
      if (className.startsWith(boundary)) {
        return true;
      }
    }
    return false;
  }

  /** The frames from the effect to the nearest initializer. */
  List<String> evidence() {
    List<String> lines = new ArrayList<>();
    for (int i = first; i < trace.length && lines.size() < EVIDENCE_LINES; i++) {
      lines.add("at " + trace[i]);
      if (trace[i].getMethodName().equals("<clinit>")) {
        break;
      }
    }
    return lines;
  }
}
