package org.heapsnapshot.core.capture;

/**
 * The statics of one class to be restored.
 *
 * @param classIndex the class
 * @param fields indices into the fields of the class, static ones only, those with a {@code
 *     ConstantValue} of primitive type left out
 * @param values as in {@link CapturedObject.Instance#values}; ignored for {@code ASSERTION_STATUS}
 */
public record CapturedStatics(int classIndex, int[] fields, long[] values) {}
