package org.heapsnapshot.core.write;

import java.nio.file.Path;
import java.util.List;

/**
 * An image that is in its place.
 *
 * @param file the image
 * @param imageId 64 lower-case hexadecimal digits
 * @param bytes length of the file
 * @param heapOffset offset of the heap's data in the file
 * @param entryCount number of ZIP entries
 * @param classCount number of those that are classes
 * @param beside the jars behind the image on its class path that were written beside it
 * @param notes what a user should know: what was dropped, merged, kept behind the image
 */
public record WrittenImage(
    Path file,
    String imageId,
    long bytes,
    long heapOffset,
    int entryCount,
    int classCount,
    List<Path> beside,
    List<String> notes) {}
