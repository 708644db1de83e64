package org.heapsnapshot.hooks;

/**
 * What the agent does with what {@link Hooks} sees. Lives on the boot class path, so that JDK
 * classes can call it; the implementation lives in the agent.
 *
 * <p>Called on the thread of the program; never re-entered on one thread.
 */
public interface Sink {
  /** The initializer of a program class begins. */
  void initializerEntered(String className, InitializerStack stack);

  /**
   * The initializer on top of the stack ends; {@code threw} when by an exception. In training JVMs
   * also a call by which an initializer obtains a logger, named {@code Class::method}.
   */
  void initializerLeft(InitializerStack stack, boolean threw);

  /**
   * A listed method was entered.
   *
   * @param effect index into the table of effects
   * @param argument the receiver or first argument where the table asks for it, else null
   */
  void effect(int effect, Object argument, InitializerStack stack);

  /**
   * Program code that an initializer runs has read a clock.
   *
   * @param time as the program sees it
   * @param nanos whether it is that of {@code nanoTime}
   */
  default void clockRead(long time, boolean nanos, InitializerStack stack) {}

  /** Program code is about to touch a class whose verdict is {@code RUN_TIME}. */
  void touched(String className, InitializerStack stack);

  /**
   * A recorded factory of the JDK has answered.
   *
   * @param site a number of the recorder
   * @param result not null
   * @param arguments a receiver first, primitives as boxes; the callee may keep the array
   */
  default void called(int site, Object result, Object[] arguments, InitializerStack stack) {}

  /**
   * The class of the stand-in for what a factory would answer; loads, and initializes nothing.
   *
   * @param site number of the call site
   * @param first the first argument of the call, or null
   */
  default Class<?> standInType(int site, Object first) {
    throw new IllegalStateException("no call site was instrumented for stand-ins");
  }

  /** An object of the class, without a constructor; called while effects are recorded. */
  default Object allocate(Class<?> type) {
    throw new IllegalStateException("no call site was instrumented for stand-ins");
  }

  /** A stand-in was made for a call with these arguments. */
  default void standInMade(
      Object standIn, int site, Object first, Object second, InitializerStack stack) {}

  /**
   * A stand-in is used otherwise than by keeping a reference to it.
   *
   * @param how name of the method, or what is asked of it
   */
  default void standInUsed(Object standIn, String how, InitializerStack stack) {}
}
