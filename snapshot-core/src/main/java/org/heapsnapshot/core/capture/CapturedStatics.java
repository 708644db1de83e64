package org.heapsnapshot.core.capture;

/**
 * The statics of one class to be restored.
 *
 * @param classIndex the class
 * @param fields indices into the fields of the class, static ones only, those with a {@code
 *     ConstantValue} of primitive type left out
 * @param values as in {@link CapturedObject.Instance#values}; of an {@code ASSERTION_STATUS} which
 *     class is asked, see {@link #assertionValue}
 * @param identities for each field the object id whose identity hash an {@code int} field holds, 0
 *     for a number that is one; found when two captures are compared. Its value is then what is
 *     added to the hash
 * @param handed object ids that the initializer of the class is handed, for what it does at its
 *     natural time
 */
public record CapturedStatics(
    int classIndex, int[] fields, long[] values, int[] identities, int[] handed) {

  /** Begins what is said of a field that holds the opposite of an assertion status. */
  public static final String NEGATED = "!";

  /**
   * The value of a field that is an {@code ASSERTION_STATUS}.
   *
   * @param classIndex the class whose status it is, -1 for the class itself
   * @param negated whether the field holds the opposite
   */
  public static long assertionValue(int classIndex, boolean negated) {
    return (classIndex + 1L) << 1 | (negated ? 0 : 1);
  }

  /** The class whose status a field with that value holds, or -1 for the class itself. */
  public static int askedClass(long assertionValue) {
    return (int) (assertionValue >> 1) - 1;
  }

  /** Whether a field with that value holds the opposite of the status. */
  public static boolean isNegated(long assertionValue) {
    return (assertionValue & 1) == 0;
  }

  /**
   * Statics of a class whose initializer is handed nothing, and of which no number is known to be
   * an identity hash.
   */
  public CapturedStatics(int classIndex, int[] fields, long[] values) {
    this(classIndex, fields, values, new int[fields.length], new int[0]);
  }

  /** The same, but that the initializer is handed other objects. */
  CapturedStatics handing(int[] objects) {
    return new CapturedStatics(classIndex, fields, values, identities, objects);
  }
}
