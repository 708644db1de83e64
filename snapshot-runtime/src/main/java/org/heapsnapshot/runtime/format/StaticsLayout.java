package org.heapsnapshot.runtime.format;

/** What stands in section STATICS in the place of a field. */
public final class StaticsLayout {
  /** No field: an object that the initializer of the class asks for; {@code high} is its number. */
  public static final int HANDED = -1;

  private StaticsLayout() {}
}
