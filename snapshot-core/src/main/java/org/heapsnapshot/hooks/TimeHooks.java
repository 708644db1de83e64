package org.heapsnapshot.hooks;

import java.time.Instant;

/**
 * What {@code java.time.Clock} alone calls, when the JDK is ready for it. Lives on the boot class
 * path of child JVMs.
 */
public final class TimeHooks {
  private TimeHooks() {}

  /** What clocks of the system are to answer instead. */
  public static Instant shifted(Instant real) {
    // As a number of milliseconds it is a time that a start can read again.
    Hooks.shiftedMillis(real.toEpochMilli());
    return real.plusMillis(Hooks.shiftMillis);
  }
}
