package org.heapsnapshot.runtime.extension;

/**
 * Knows of a library which instance fields lead to much that a start mostly does not need: what
 * they hold is made when they are read for the first time. A public class with a public constructor
 * without parameters that does nothing; its jar names it in {@code
 * META-INF/services/org.heapsnapshot.runtime.extension.DeferredFields}.
 *
 * <p>In an image every {@code getfield} of such a field (JVMS 6.5) asks whether the object is still
 * to be made. The program cannot tell, provided that the field keeps three promises: it is private
 * or package-private; its type is {@code Object}; nobody reads it in another way, such as by
 * reflection, a {@code VarHandle} or the serialization of its class. The build refuses a field that
 * breaks one of the first two. What other objects lead to as well, or another such field, is
 * restored at boot as ever.
 *
 * <p>Runs at build only.
 */
public abstract class DeferredFields {
  /** For subclasses. */
  protected DeferredFields() {}

  /** The fields, each {@code CLASS.FIELD} with the binary name of the class that declares it. */
  public abstract String[] fields();
}
