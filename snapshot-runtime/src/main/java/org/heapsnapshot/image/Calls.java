package org.heapsnapshot.image;

/**
 * Makes the calls that the recipes of an image name.
 *
 * <p>This is a stand-in for tests and for the compiler: in an image the builder puts a generated
 * class of the same name in its place, whose code makes exactly the calls of that image, without
 * reflection.
 */
public final class Calls {
  private Calls() {}

  /**
   * How many arguments a call takes, a receiver included; -1 for a call that is not of this image.
   *
   * @param method the call as IMAGE-FORMAT.md, section RECIPES, writes it
   */
  public static int arguments(String method) {
    return -1;
  }

  /**
   * Makes a call.
   *
   * @param method the call
   * @param arguments as many as {@link #arguments} says, primitives as boxes
   * @return its result; for a method without one its receiver; null for an unknown call
   */
  public static Object call(String method, Object[] arguments) {
    return null;
  }
}
