package org.heapsnapshot.hooks;

/**
 * What instrumented code calls. Lives on the boot class path of child JVMs; guards against re-entry
 * on each thread; uses no lambdas and no string concatenation, because it runs inside the JDK's own
 * bootstrap of those.
 */
public final class Hooks {
  /** Set once by the agent before the program runs. */
  public static volatile Sink sink;

  /** Added to the clocks that program code reads, so that a captured time always differs. */
  public static volatile long shiftMillis;

  /** What initializers see as the name of this machine; empty for its own. */
  public static volatile String host = "";

  /** By {@code initialValue}, because {@code ThreadLocal.set} is instrumented itself. */
  private static final ThreadLocal<InitializerStack> STACK =
      new ThreadLocal<>() {
        @Override
        protected InitializerStack initialValue() {
          return new InitializerStack();
        }
      };

  private Hooks() {}

  /** The stack of this thread. */
  public static InitializerStack stack() {
    return STACK.get();
  }

  /** First instruction of an instrumented initializer. */
  public static void enter(String className) {
    InitializerStack stack = stack();
    long before = System.nanoTime();
    stack.push(className);
    if (!stack.inside && sink != null) {
      stack.inside = true;
      try {
        sink.initializerEntered(className, stack);
      } finally {
        stack.inside = false;
      }
    }
    stack.overheadNanos += System.nanoTime() - before;
    stack.start();
  }

  /** An initializer is about to obtain a logger; only told in training JVMs. */
  public static void obtaining(String factory) {
    InitializerStack stack = stack();
    if (stack.depth() > 0 && !stack.inside) {
      stack.pushCall(factory);
      stack.start();
    }
  }

  /** It has obtained it. */
  public static void obtained() {
    InitializerStack stack = stack();
    if (stack.isCall() && !stack.inside) {
      left(stack, false);
    }
  }

  /** Last instruction of an instrumented initializer that returns. */
  public static void leave() {
    left(false);
  }

  /** An instrumented initializer is left by an exception. */
  public static void leaveByException() {
    left(true);
  }

  private static void left(boolean threw) {
    InitializerStack stack = stack();
    while (stack.isCall()) {
      left(stack, true); // It threw.
    }
    if (stack.depth() > 0) {
      left(stack, threw);
    }
  }

  private static void left(InitializerStack stack, boolean threw) {
    long total = stack.totalNanos();
    long before = System.nanoTime();
    if (!stack.inside && sink != null) {
      stack.inside = true;
      try {
        sink.initializerLeft(stack, threw);
      } finally {
        stack.inside = false;
      }
    }
    stack.pop(total);
    stack.overheadNanos += System.nanoTime() - before;
  }

  /** A listed method without an argument of interest was entered. */
  public static void effect(int effect) {
    effect(null, effect);
  }

  /** A listed method was entered. */
  public static void effect(Object argument, int effect) {
    Sink current = sink;
    if (current == null) {
      return;
    }
    InitializerStack stack = stack();
    if (stack.inside) {
      return;
    }
    stack.inside = true;
    long before = System.nanoTime();
    try {
      current.effect(effect, argument, stack);
    } finally {
      stack.inside = false;
      stack.overheadNanos += System.nanoTime() - before;
    }
  }

  /** Program code is about to touch a {@code RUN_TIME} class. */
  public static void touch(String className) {
    Sink current = sink;
    InitializerStack stack = stack();
    if (current == null || stack.inside || stack.depth() == 0) {
      return;
    }
    stack.inside = true;
    try {
      current.touched(className, stack);
    } finally {
      stack.inside = false;
    }
  }

  /** A factory that program code called has answered. */
  public static void called(Object result, Object[] arguments, int site) {
    Sink current = sink;
    InitializerStack stack = stack();
    if (current == null || result == null || stack.inside || stack.depth() == 0) {
      return;
    }
    stack.inside = true;
    long before = System.nanoTime();
    try {
      current.called(site, result, arguments, stack);
    } finally {
      stack.inside = false;
      stack.overheadNanos += System.nanoTime() - before;
    }
  }

  /**
   * A listed factory is called by program code; answers in its place.
   *
   * @param first its first argument, null when it has none
   * @param second its second argument, null when it has none
   * @param site number of the call site
   */
  public static Object standIn(Object first, Object second, int site) {
    Sink current = sink;
    if (current == null) {
      return null; // Observation is over; what still runs is not in any image.
    }
    InitializerStack stack = stack();
    boolean inside = stack.inside;
    stack.inside = true;
    Class<?> type;
    try {
      type = current.standInType(site, first);
    } finally {
      stack.inside = inside;
    }
    // Not inside: this may run the initializer of the type, as the factory would.
    Object made = current.allocate(type);
    stack.inside = true;
    try {
      current.standInMade(made, site, first, second, stack);
    } finally {
      stack.inside = inside;
    }
    return made;
  }

  /** A method of a stand-in is called. */
  public static void used(Object standIn, String how) {
    Sink current = sink;
    InitializerStack stack = stack();
    if (current == null || stack.inside) {
      return;
    }
    stack.inside = true;
    try {
      current.standInUsed(standIn, how, stack);
    } finally {
      stack.inside = false;
    }
  }

  /** Program code asks an object for its class; of a stand-in it is not the true one. */
  public static void asked(Object object) {
    if (object instanceof StandIn) {
      used(object, "its class");
    }
  }

  /** Program code compares two references; a stand-in is another object than what it stands for. */
  public static void compared(Object first, Object second) {
    if (first != second && first != null && second != null) {
      if (first instanceof StandIn) {
        used(first, "whether it is the same as another object");
      } else if (second instanceof StandIn) {
        used(second, "whether it is the same as another object");
      }
    }
  }

  /** The time of day as program code is to see it. */
  public static long shiftedMillis(long millis) {
    return read(millis + shiftMillis, false);
  }

  /** The same for {@code nanoTime}. */
  public static long shiftedNanos(long nanos) {
    return read(nanos + shiftMillis * 1_000_000, true);
  }

  private static long read(long time, boolean nanos) {
    Sink current = sink;
    InitializerStack stack = stack();
    if (current != null && !stack.inside && stack.depth() > 0) {
      stack.inside = true;
      try {
        current.clockRead(time, nanos, stack);
      } finally {
        stack.inside = false;
      }
    }
    return time;
  }

  /** Runs the agent's own work (transforming a class, say) unobserved and without cost. */
  public static long pause() {
    InitializerStack stack = stack();
    long state = stack.inside ? 0 : System.nanoTime();
    stack.inside = true;
    return state;
  }

  /** Ends what {@link #pause} began. */
  public static void resume(long state) {
    if (state != 0) {
      InitializerStack stack = stack();
      stack.inside = false;
      stack.overheadNanos += System.nanoTime() - state;
    }
  }
}
