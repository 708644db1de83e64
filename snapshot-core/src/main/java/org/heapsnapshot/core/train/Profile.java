package org.heapsnapshot.core.train;

import java.util.List;

/**
 * The product of train: what the training runs loaded, initialized and opened. Its text form is
 * {@code ProfileText}.
 *
 * @param runs the arguments of each training run
 * @param loaded binary names of the program's classes loaded, in order, generated and hidden ones
 *     left out
 * @param initialized the program's classes initialized, in the order in which initialization began
 * @param resources names of the class path resources opened
 * @param propertiesSet what the program set while it ran, before which initializer
 */
public record Profile(
    List<String> runs,
    List<String> loaded,
    List<Initialized> initialized,
    List<String> resources,
    List<PropertySet> propertiesSet) {

  /**
   * One initialized class; or, behind these, the calls of one factory by which initializers
   * obtained loggers, which no image saves.
   *
   * @param className binary name, or {@code Class::method} of a factory
   * @param totalNanos time between entry and exit of its initializer, nested ones included; 0 for a
   *     class without initializer
   * @param selfNanos the same without initializers nested in it
   */
  public record Initialized(String className, long totalNanos, long selfNanos) {
    /** Whether it is not a class but a factory. */
    public boolean isFactory() {
      return className.contains("::");
    }
  }

  /**
   * A change of process-wide state by the program outside initializers; or an environment variable
   * that it read and that had a value.
   *
   * @param what {@code property}, {@code locale}, {@code timezone}, {@code stream} or {@link
   *     #VARIABLE}
   * @param name property or variable name, or empty
   * @param before number of classes initialized when it happened
   */
  public record PropertySet(String what, String name, int before) {
    /** {@link #what} of an environment variable. */
    public static final String VARIABLE = "variable";
  }
}
