package org.heapsnapshot.core.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.TargetJdk;

/**
 * The archive stage: trains a CDS archive or AOT cache with starts that restore from the image, and
 * writes the argument file that uses it.
 *
 * <p>Not thread-safe.
 */
public final class Archive {
  private final TargetJdk jdk;
  private final BuildOrigin origin;

  /**
   * @param origin what the argument file remembers of the build; its {@code jvmArgs} are flags of
   *     every start
   */
  public Archive(TargetJdk jdk, BuildOrigin origin) {
    this.jdk = jdk;
    this.origin = origin;
  }

  /**
   * Makes the archive and the argument file beside a finished image. Archives of an earlier build
   * are deleted: on JDK 25 they would silently run the old classes.
   *
   * @param image the image at the place where it will be started from
   * @param training what to train with; with no run there is no archive
   * @param wanted whether an archive is wanted at all
   * @throws SnapshotException if the image cannot be read or the argument file not written
   */
  public WrittenArchive write(Path image, TrainingRuns training, boolean wanted) {
    return write(image, image, training, wanted);
  }

  /**
   * The same with archive and argument file elsewhere, so that those of the build stay as they are.
   *
   * @param beside the path whose siblings they become
   */
  public WrittenArchive write(Path image, Path beside, TrainingRuns training, boolean wanted) {
    long start = System.nanoTime();
    Path place = image.toAbsolutePath().normalize();
    Path target = beside.toAbsolutePath().normalize();
    ImageManifest manifest = ImageManifest.read(place);
    List<String> notes = new ArrayList<>();
    deleteOld(target);
    Path archive = wanted ? archive(place, target, manifest, training, notes) : null;
    Path args = writeArgs(place, target, manifest, archive);
    return new WrittenArchive(archive, args, System.nanoTime() - start, notes);
  }

  private static void deleteOld(Path image) {
    try {
      Files.deleteIfExists(sibling(image, ".jsa"));
      Files.deleteIfExists(sibling(image, ".aot"));
    } catch (IOException e) {
      throw new SnapshotException("cannot delete the archive of an earlier build: " + e, e);
    }
  }

  private Path archive(
      Path image, Path target, ImageManifest manifest, TrainingRuns training, List<String> notes) {
    if (training.runs().isEmpty()) {
      notes.add(
          "no archive: there is no training run to learn from; give one with --train \"ARGS\"");
      return null;
    }
    if (!jdk.hasAotCache() && !image.toUri().getRawPath().equals(image.toString())) {
      // Seen on 17: the dump compares paths with URLs, in which such characters are escaped.
      notes.add(
          "the CDS archive of JDK "
              + jdk.feature()
              + " may leave out the program's classes, because the path has blanks or other"
              + " characters that a URL escapes: "
              + image);
    }
    Path archive = sibling(target, jdk.hasAotCache() ? ".aot" : ".jsa");
    List<String> flags = new ArrayList<>(LaunchFlags.restoring(image, manifest, jdk));
    flags.addAll(origin.jvmArgs());
    ClassArchive maker = new ClassArchive(jdk, flags, LaunchFlags.program(image, manifest), notes);
    return maker.write(archive, training) ? archive : null;
  }

  private Path writeArgs(Path image, Path target, ImageManifest manifest, Path archive) {
    List<String> words = new ArrayList<>(LaunchFlags.restoring(image, manifest, jdk));
    if (archive != null) {
      words.addAll(LaunchFlags.using(archive, jdk));
      // For snapshot.report, which says whether the archive was accepted.
      words.add("-Dsnapshot.archive=" + archive);
    }
    words.addAll(origin.jvmArgs());
    words.addAll(LaunchFlags.program(image, manifest));
    Path file = ArgsFile.beside(target);
    try {
      new ArgsFile(manifest.imageId(), jdk.build(), archive, origin, words).write(file, image);
    } catch (IOException e) {
      throw new SnapshotException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return file;
  }

  private static Path sibling(Path target, String suffix) {
    return target.resolveSibling(target.getFileName() + suffix);
  }
}
