package org.heapsnapshot.runtime.format;

/** The placeholder class: its name, and its instance fields in the order of the field table. */
public final class DeferredLayout {
  /** Binary name of the class. */
  public static final String CLASS = "org.heapsnapshot.runtime.restore.Deferred";

  /** A reference without a column: what was made, once somebody read it. */
  public static final String VALUE = "value";

  /** An {@code int}: the id of the instance, of a lazy unit, that the placeholder stands for. */
  public static final String TARGET = "target";

  /** An {@code int}: the row in the field table of the field that holds the placeholder. */
  public static final String FIELD = "field";

  private DeferredLayout() {}
}
