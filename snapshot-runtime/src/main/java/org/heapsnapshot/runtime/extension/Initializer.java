package org.heapsnapshot.runtime.extension;

/**
 * Initializes classes that can be initialized only in circumstances which the program sets up
 * itself, such as bindings of variables. A public class with a public constructor without
 * parameters that does nothing; its jar names it in {@code
 * META-INF/services/org.heapsnapshot.runtime.extension.Initializer}.
 *
 * <p>Runs at build and when an image is verified, where classes are initialized one by one in
 * another order than the program's; never at start.
 *
 * <p>Thread-safety: used from one thread.
 */
public abstract class Initializer {
  /** For subclasses. */
  protected Initializer() {}

  /**
   * Whether a class is to be initialized by {@link #initialize}.
   *
   * @param type a class of the program, which this must not initialize
   */
  public abstract boolean initializes(Class<?> type);

  /**
   * Initializes a class as the program would. It may be initialized already.
   *
   * @throws Exception what the program would have to deal with
   */
  public abstract void initialize(Class<?> type) throws Exception;
}
