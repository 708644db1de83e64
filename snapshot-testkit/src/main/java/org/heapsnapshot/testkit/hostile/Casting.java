package org.heapsnapshot.testkit.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@link Defining} defines classes from this file, under other names. Never initialized itself. */
public class Casting implements Supplier<Object> {
  private static final List<Object> MADE = new ArrayList<>();

  /** One more. */
  public Casting() {
    MADE.add("one");
  }

  @Override
  public Object get() {
    return getClass().getSimpleName().concat(" ").concat(Integer.toString(MADE.size()));
  }
}
