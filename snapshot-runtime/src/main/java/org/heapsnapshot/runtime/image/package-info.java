/**
 * Opens an image and checks its heap. What enters is a file name or the bytes of a heap; what
 * leaves is an {@link org.heapsnapshot.runtime.image.Image} of which every count, start, index and
 * object id is in bounds, or a {@link org.heapsnapshot.runtime.image.Refusal} with one {@link
 * org.heapsnapshot.runtime.image.LoadResult} for each cause.
 *
 * <p>Nothing here loads or initializes a class of the program. The heap is taken over into one
 * {@code int[]}, texts and elements of arrays into one {@code byte[]}; tables are positions in
 * them. May import {@code org.heapsnapshot.runtime.format} and {@code java.base}.
 */
package org.heapsnapshot.runtime.image;
