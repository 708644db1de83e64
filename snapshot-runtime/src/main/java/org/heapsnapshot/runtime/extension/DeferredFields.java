package org.heapsnapshot.runtime.extension;

/**
 * Knows of a library which fields lead to much, or to something dear to make, that a start mostly
 * does not need: what they hold is made when they are read for the first time. A public class with
 * a public constructor without parameters that does nothing; its jar names it in {@code
 * META-INF/services/org.heapsnapshot.runtime.extension.DeferredFields}.
 *
 * <p>In an image every {@code getfield} or {@code getstatic} of such a field (JVMS 6.5) asks
 * whether the object is still to be made. The program cannot tell, provided that nobody reads the
 * field in another way, such as by reflection or a {@code VarHandle}; serialization may. An
 * instance field must be private or package-private, and of type {@code Object} or of an interface
 * type; a static field private and final, of a class or interface type; the build refuses others.
 * What other objects lead to as well, or another instance field named so, is restored at boot as
 * ever, and so is an object for which serialization writes another.
 *
 * <p>Runs at build only.
 */
public abstract class DeferredFields {
  /** For subclasses. */
  protected DeferredFields() {}

  /** The fields, each {@code CLASS.FIELD} with the binary name of the class that declares it. */
  public abstract String[] fields();

  /**
   * How many objects what an instance field holds must alone lead to, itself included and strings
   * not, for deferring to pay. The field of one object may lead to much and that of another to next
   * to nothing.
   *
   * @param field one of {@link #fields()}
   * @return 1 unless overridden
   */
  public int least(String field) {
    return 1;
  }
}
