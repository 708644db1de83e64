package org.heapsnapshot.runtime.extension;

import java.util.Collections;
import java.util.Map;

/**
 * Knows of a language or a library when its classes are initialized. A public class with a public
 * constructor without parameters that does nothing; its jar names it in {@code
 * META-INF/services/org.heapsnapshot.runtime.extension.Initializer}.
 *
 * <p>Runs at build and when an image is verified, where the classes of the training run are
 * initialized one by one, and once more in the opposite order; never at start.
 *
 * <p>Thread-safety: used from one thread.
 */
public abstract class Initializer {
  /** For subclasses. */
  protected Initializer() {}

  /**
   * What a class waits for: it is initialized by itself only once another class is, because the
   * program never does otherwise and an earlier time says nothing about its initializer. A class
   * that waits for itself is initialized only by other initializers and by preloads.
   *
   * @param type a class of the program, which this must not initialize
   * @return binary name of a class, or null when it waits for nothing
   */
  public abstract String waitsFor(Class<?> type);

  /** The name of its preloads, as in {@code --preload NAME::ARGUMENT}. */
  public abstract String name();

  /**
   * Takes the program further than its initializers do. What it does is observed as that of an
   * initializer is.
   *
   * @param argument what to preload
   * @throws Exception when that is not possible; the build fails then
   */
  public abstract void preload(String argument) throws Exception;

  /**
   * What a class looks at whose code asks for all system properties. Unless it is known, the image
   * is used only where the program is started with properties of the same names as at build.
   *
   * @param className binary name
   * @return how the names of the properties begin that it looks at; null when it is not known
   */
  public String propertiesOf(String className) {
    return null;
  }

  /**
   * The argument of the preload that would initialize a class, for advice.
   *
   * @param type a class that waits for another
   */
  public abstract String preloadOf(Class<?> type);

  /**
   * The class that a preload initializes before anything else. At build it is initialized before
   * all others but the main class, and may change the state of others: the user says with {@code
   * --preload} that every start may find it initialized.
   *
   * @param argument of {@link #preload}
   * @return binary name of a class; null when it is not known
   */
  public String firstClass(String argument) {
    return null;
  }

  /**
   * What every start of a main class preloads itself before anything else. The image is used only
   * by such starts.
   *
   * @param mainClass binary name
   * @return arguments of {@link #preload} in their order, each with the binary name of a class that
   *     is initialized by it and by nothing else
   */
  public Map<String, String> firstOf(String mainClass) {
    return Collections.emptyMap();
  }

  /**
   * Puts what a class keeps for speed alone back into the state that it has at first: caches of
   * call sites, counters of which only the order counts. Called for every initialized class of the
   * program before its state is captured. Nothing by default.
   *
   * @throws Exception when the class is not as expected; the build fails then
   */
  public void settle(Class<?> type) throws Exception {}
}
