package org.heapsnapshot.core.encode;

import java.util.List;

/**
 * The product of encode: the heap of an image but for its image id, which depends on the classes.
 *
 * @param bytes a whole heap as docs/IMAGE-FORMAT.md says; the image id is zero and the header's CRC
 *     does not count yet ({@code HeapEncoder.seal} sets both)
 * @param restoredClasses binary names of the restored classes; the index is the N of {@code
 *     enter(N, ...)}
 * @param objectCount number of objects carried, null not counted
 * @param reseedCount number of collections rebuilt at boot
 */
public record EncodedHeap(
    byte[] bytes, List<String> restoredClasses, int objectCount, int reseedCount) {}
