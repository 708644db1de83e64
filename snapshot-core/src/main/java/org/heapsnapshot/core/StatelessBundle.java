package org.heapsnapshot.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.encode.EncodedHeap;
import org.heapsnapshot.core.rewrite.ImageIdClass;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.core.write.ClassTransform;
import org.heapsnapshot.core.write.ImagePlan;
import org.heapsnapshot.core.write.ImageWriter;

/**
 * A program laid out as its image is, without any state and without the runtime: one file whose
 * classes stand in start-up order.
 *
 * @param feature feature release of the target JDK
 * @param work where the input was unpacked
 */
record StatelessBundle(ClassPath classPath, ClassFiles files, int feature, Path work) {
  private static final int HEADER_BYTES = 64;

  /**
   * Writes it.
   *
   * @param profile which classes and resources start-up needs, in order
   * @param transform what becomes of the classes
   * @throws SnapshotException when it cannot be written
   */
  void write(Profile profile, ClassTransform transform, boolean keepClassPath, Path bundle) {
    new ImageWriter()
        .write(
            new ImagePlan(
                classPath,
                files,
                profile,
                new EncodedHeap(new byte[HEADER_BYTES], List.of(), 0, 0),
                feature,
                work,
                keepClassPath,
                transform,
                (heap, id) -> heap,
                id -> ImageIdClass.generate(id, false),
                written -> Map.of()),
            bundle);
  }
}
