package org.heapsnapshot.runtime.format;

/** {@code kind} of a row of UNITS. */
public final class UnitKind {
  /** Restored before {@code main}. */
  public static final int BOOT = 0;

  /** Restored by its class's own initializer. Version 1 readers refuse it. */
  public static final int LAZY = 1;

  private UnitKind() {}
}
