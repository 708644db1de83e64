package org.heapsnapshot.runtime.format;

/**
 * Fields that are filled when they are read: the placeholder class, its instance fields in the
 * order of the field table, and the names of the classes that hold what static fields would.
 */
public final class DeferredLayout {
  /** Binary name of the class. */
  public static final String CLASS = "org.heapsnapshot.runtime.restore.Deferred";

  /** A reference without a column: what was made, once somebody read it. */
  public static final String VALUE = "value";

  /**
   * An {@code int}: the id of the instance or recipe, of a lazy unit, that the placeholder stands
   * for.
   */
  public static final String TARGET = "target";

  /** An {@code int}: the row in the field table of the field that holds the placeholder. */
  public static final String FIELD = "field";

  /**
   * Between the names of a class and of a static field of it, the name of the class that holds what
   * the field would hold.
   */
  public static final String HOLDER = "$Snapshot$";

  private DeferredLayout() {}
}
