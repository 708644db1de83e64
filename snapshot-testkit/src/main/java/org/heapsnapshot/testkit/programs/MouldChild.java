package org.heapsnapshot.testkit.programs;

/** A subclass, without an initializer. */
public class MouldChild extends Mould {
  /** Set by others. */
  public static String label;

  @Override
  public String text() {
    return super.text().concat(" ").concat(String.valueOf(label));
  }
}
