package org.heapsnapshot.runtime.format;

/** {@code kind} of a row of UNITS. */
public final class UnitKind {
  /** Restored before {@code main}. */
  public static final int BOOT = 0;

  /** Restored when the first of the classes that reach it is initialized. */
  public static final int LAZY = 1;

  private UnitKind() {}
}
