package org.heapsnapshot.testkit.programs;

import java.util.ArrayList;
import java.util.List;

/** {@link Makes} defines classes from this file, under other names. Never initialized itself. */
public class Mould {
  static final List<Object> ALL = new ArrayList<>();
  static int made;

  /** Any number. */
  public int number;

  /** Any object. */
  public Object held;

  static {
    ALL.add(Mould.class);
  }

  /** One more. */
  public Mould() {
    made = made + 1;
  }

  /** What there is to say. */
  public String text() {
    String name = getClass().getSimpleName();
    return name.concat(" ").concat(Integer.toString(number)).concat("/").concat(told());
  }

  private static String told() {
    return Integer.toString(made).concat("/").concat(Integer.toString(ALL.size()));
  }
}
