/**
 * Restores the objects of a checked image. What enters is an {@link
 * org.heapsnapshot.runtime.image.Image} and a class loader; what leaves is a program whose restored
 * classes are initialized, with their statics set.
 *
 * <p>{@link org.heapsnapshot.runtime.restore.Restoration} is the order of the work: everything that
 * can fail comes before its point of no return, and no code of the program runs between that point
 * and the last static. What the checks bound is every index, count and object id. What they take on
 * trust, when the JDK build is the one of the image, is the stored field offsets and the classes of
 * the values: an image is code. When offsets are computed, {@code OffsetTable} and {@code
 * TypeCheck} check these as well.
 *
 * <p>May import {@code image}, {@code format}, {@code java.base} and {@code sun.misc.Unsafe};
 * {@code GeneratedCalls} also the class that is generated for each image.
 */
package org.heapsnapshot.runtime.restore;
