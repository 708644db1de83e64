package org.heapsnapshot.core.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.train.Profile;

/**
 * Everything that an image is made of.
 *
 * @param classPath the program
 * @param classFiles the same class path, open
 * @param profile what training found, or null; the classes it loaded are stored uncompressed and
 *     first, in its order, and so are the resources it opened
 * @param heap the heap, its image id zero
 * @param feature feature release of the target JDK
 * @param workDirectory where the input was unpacked and what does not outlive the build; null when
 *     there is none
 * @param keepClassPath whether the whole original class path stays behind the image
 * @param transform what rewrites classes
 * @param seal what puts the id into the heap
 * @param imageIdClass the class file of {@code ImageId} for an image id in hexadecimal
 * @param extraEntries further entries by name, in order: the runtime's classes, reports; asked for
 *     once, with the notes of this stage. They win over entries of the program
 */
public record ImagePlan(
    ClassPath classPath,
    ClassFiles classFiles,
    Profile profile,
    EncodedHeap heap,
    int feature,
    Path workDirectory,
    boolean keepClassPath,
    ClassTransform transform,
    HeapSeal seal,
    Function<String, byte[]> imageIdClass,
    Function<List<String>, Map<String, byte[]>> extraEntries) {

  /** Checks that nothing but the profile and the work directory is missing. */
  public ImagePlan {
    Objects.requireNonNull(classPath, "classPath");
    Objects.requireNonNull(classFiles, "classFiles");
    Objects.requireNonNull(heap, "heap");
    Objects.requireNonNull(transform, "transform");
    Objects.requireNonNull(seal, "seal");
    Objects.requireNonNull(imageIdClass, "imageIdClass");
    Objects.requireNonNull(extraEntries, "extraEntries");
  }
}
