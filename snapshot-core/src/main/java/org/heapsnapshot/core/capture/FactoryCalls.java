package org.heapsnapshot.core.capture;

/** Knows which objects are stand-ins, and what call each stands for. */
public interface FactoryCalls {
  /** Nothing is a stand-in. */
  FactoryCalls NONE = object -> null;

  /**
   * A static call whose answer is obtained by repeating it when the program runs.
   *
   * @param owner internal name of the class that is named at the call
   * @param method its name
   * @param descriptor its descriptor
   * @param onInterface whether {@code owner} is an interface
   * @param caller internal name of the class that alone can repeat it, or null
   * @param arguments strings, classes that a built-in loader finds, or null; one for each parameter
   */
  record Call(
      String owner,
      String method,
      String descriptor,
      boolean onInterface,
      String caller,
      Object[] arguments) {}

  /** The call that an object stands for, or null for an ordinary object. */
  Call of(Object object);
}
