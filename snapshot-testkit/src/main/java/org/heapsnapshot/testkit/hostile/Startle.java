package org.heapsnapshot.testkit.hostile;

import java.util.function.Supplier;

/** As {@link Casting}, but starts something when it is initialized. */
public class Startle implements Supplier<Object> {
  static final Thread STARTED = new Thread("startled");

  static {
    STARTED.start();
  }

  @Override
  public Object get() {
    return STARTED.getName();
  }
}
