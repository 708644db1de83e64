package org.heapsnapshot.runtime.program;

import org.heapsnapshot.runtime.Restore;

/** A restored class without objects. */
public class Base {
  protected static int start;

  static {
    if (!Restore.enter(0, Base.class)) {
      Bodies.run++;
      start = 7;
    }
  }

  Base() {}
}
