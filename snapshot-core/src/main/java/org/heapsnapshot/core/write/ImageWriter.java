package org.heapsnapshot.core.write;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPathResource;
import org.heapsnapshot.core.classpath.EntryTime;
import org.heapsnapshot.runtime.format.ImageLayout;

/**
 * The stage <em>write</em>: writes an image as docs/IMAGE-FORMAT.md says, whole or not at all.
 *
 * <p>Everything is decided and transformed first, for the image id depends on every class and
 * stands in front of them; then the file is written beside its place, forced to disk and renamed.
 * The same plan gives the same bytes.
 *
 * <p>Thread-safety: an instance holds no state; one plan is for one thread.
 */
public final class ImageWriter {
  /** Opens the file that an image is written to; a test puts a full disk in its place. */
  interface FileOpener {
    OutputStream open(Path file) throws IOException;
  }

  private final FileOpener opener;

  /** A writer of files. */
  public ImageWriter() {
    this(file -> new FileOutputStream(file.toFile()));
  }

  ImageWriter(FileOpener opener) {
    this.opener = opener;
  }

  /**
   * Writes an image.
   *
   * @param image where to; a file that is there is replaced once the new one is complete
   * @throws SnapshotException when it cannot be written; a previous image is then untouched
   */
  public WrittenImage write(ImagePlan plan, Path image) {
    Path target = image.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new SnapshotException(target + ": a directory; expected the file name of the image");
    }
    ResourceSelection selection = ResourceSelection.of(plan.classFiles());
    KeptClassPath kept = KeptClassPath.of(plan, selection, target);
    List<String> notes = new ArrayList<>(selection.notes());
    if (kept.attribute() != null) {
      notes.add("class path behind the image: " + kept.attribute());
    }
    Map<String, byte[]> extra = new LinkedHashMap<>(plan.extraEntries().apply(List.copyOf(notes)));
    ClassSection classes = ClassSection.of(plan, selection.classes(), extra);
    notes.addAll(classes.notes());
    byte[] id = classes.imageId();
    String imageId = HexFormat.of().formatHex(id);
    Parts parts =
        new Parts(
            ImageManifest.bytes(plan, imageId, kept.attribute()),
            plan.seal().seal(plan.heap().bytes(), id),
            plan.imageIdClass().apply(imageId),
            classes,
            extra,
            selection);
    return inPlace(plan, parts, kept, target, imageId, notes);
  }

  /** What goes into the file, in order. */
  private record Parts(
      byte[] manifest,
      byte[] heap,
      byte[] imageIdClass,
      ClassSection classes,
      Map<String, byte[]> extra,
      ResourceSelection selection) {}

  private WrittenImage inPlace(
      ImagePlan plan,
      Parts parts,
      KeptClassPath kept,
      Path target,
      String imageId,
      List<String> notes) {
    // A name of this process alone: two builds of one image do not write into one file.
    Path temporary =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      kept.write();
      ZipWriter zip;
      long heapOffset;
      try (OutputStream file = opener.open(temporary)) {
        BufferedOutputStream out = new BufferedOutputStream(file, 1 << 16);
        zip = new ZipWriter(out);
        heapOffset = entries(zip, plan, parts);
        zip.finish();
        out.flush();
        if (file instanceof FileOutputStream onDisk) {
          onDisk.getFD().sync();
        }
      }
      move(temporary, target);
      kept.removeStale();
      return new WrittenImage(
          target,
          imageId,
          zip.position(),
          heapOffset,
          zip.count(),
          parts.classes().payloads().size() + 1,
          kept.files(),
          List.copyOf(notes));
    } catch (IOException e) {
      throw new SnapshotException(
          target
              + ": the image cannot be written: "
              + e.getMessage()
              + (Files.exists(target) ? "; the previous image is untouched" : ""),
          e);
    } finally {
      delete(temporary);
    }
  }

  private static long entries(ZipWriter zip, ImagePlan plan, Parts parts) throws IOException {
    zip.add(ZipPayload.stored(ImageLayout.MANIFEST_NAME, EntryTime.CONSTANT, parts.manifest()));
    long heapOffset =
        zip.addAligned(
            ZipPayload.stored(ImageLayout.HEAP_NAME, EntryTime.CONSTANT, parts.heap()),
            ImageLayout.HEAP_ALIGNMENT,
            ImageLayout.PADDING_EXTRA_ID);
    zip.add(
        ZipPayload.stored(
            ClassPathResource.nameOf(ImageLayout.IMAGE_ID_CLASS),
            EntryTime.CONSTANT,
            parts.imageIdClass()));
    for (ZipPayload payload : parts.classes().payloads()) {
      zip.add(payload);
    }
    resources(zip, plan, parts);
    return heapOffset;
  }

  private static void resources(ZipWriter zip, ImagePlan plan, Parts parts) throws IOException {
    ResourceSelection selection = parts.selection();
    Set<String> opened =
        plan.profile() == null ? Set.of() : new HashSet<>(plan.profile().resources());
    try (ZipPayload.Compressor compressor = new ZipPayload.Compressor()) {
      for (boolean hot : new boolean[] {true, false}) {
        for (ClassPathResource resource : selection.others()) {
          if (opened.contains(resource.name()) == hot
              && !parts.extra().containsKey(resource.name())) {
            byte[] bytes = selection.merged().get(resource.name());
            if (bytes == null) {
              bytes = content(plan, resource);
            }
            zip.add(
                hot
                    ? ZipPayload.stored(resource.name(), resource.time(), bytes)
                    : compressor.deflated(resource.name(), resource.time(), bytes));
          }
        }
      }
      for (Map.Entry<String, byte[]> entry : parts.extra().entrySet()) {
        if (!entry.getKey().endsWith(".class")) {
          zip.add(compressor.deflated(entry.getKey(), EntryTime.CONSTANT, entry.getValue()));
        }
      }
      for (Map.Entry<String, ClassPathResource> licence : selection.licences().entrySet()) {
        ClassPathResource source = licence.getValue();
        zip.add(
            compressor.deflated(licence.getKey(), source.time(), plan.classFiles().read(source)));
      }
      boolean own = plan.classFiles().find(Sbom.ENTRY) != null;
      byte[] sbom = Sbom.bytes(plan.classPath(), selection.entries(), selection.labels());
      zip.add(compressor.deflated(own ? Sbom.SECOND_ENTRY : Sbom.ENTRY, EntryTime.CONSTANT, sbom));
    }
  }

  private static byte[] content(ImagePlan plan, ClassPathResource resource) {
    try {
      return resource.isDirectory() ? new byte[0] : plan.classFiles().read(resource);
    } catch (IOException e) {
      throw new SnapshotException(
          plan.classFiles().entries().get(resource.entry()).path()
              + ": entry "
              + resource.storedName()
              + " cannot be read: "
              + e.getMessage(),
          e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException ignored) {
      // It lies beside the image under a name that says what it is.
    }
  }
}
