package org.heapsnapshot.core.capture;

/**
 * The statics of one class to be restored.
 *
 * @param classIndex the class
 * @param fields indices into the fields of the class, static ones only, those with a {@code
 *     ConstantValue} of primitive type left out
 * @param values as in {@link CapturedObject.Instance#values}; ignored for {@code ASSERTION_STATUS}
 * @param identities for each field the object id whose identity hash an {@code int} field holds, 0
 *     for a number that is one; found when two captures are compared. Its value is then what is
 *     added to the hash
 * @param handed object ids that the initializer of the class is handed, for what it does at its
 *     natural time
 */
public record CapturedStatics(
    int classIndex, int[] fields, long[] values, int[] identities, int[] handed) {

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
