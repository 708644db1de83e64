package org.heapsnapshot.runtime.program;

/** Counts the bodies of initializers that ran in this process. */
public final class Bodies {
  public static int run;

  private Bodies() {}
}
