package org.heapsnapshot.runtime.format;

/**
 * What stands in section STATICS in the place of a field.
 *
 * <pre>
 *   desc bit 9   low                                               high
 *   0            the value                                         the rest of it
 *   1            1 + string: binary name of the class whose        1 when the field holds its
 *                desired assertion status it is, 0: the class      status, 0: the opposite
 *                itself
 * </pre>
 */
public final class StaticsLayout {
  /** No field: an object that the initializer of the class asks for; {@code high} is its number. */
  public static final int HANDED = -1;

  private StaticsLayout() {}
}
