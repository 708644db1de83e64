package org.heapsnapshot.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.train.Profile;

/** What an image holds uncompressed because its starts need it, in its order. */
final class StartOrder {
  private static final String CLASS = ".class";

  private StartOrder() {}

  /**
   * A profile that lays out another file likewise; it has classes and resources, no costs.
   *
   * @throws SnapshotException when the image cannot be read
   */
  static Profile of(Path image) {
    List<String> classes = new ArrayList<>();
    List<String> resources = new ArrayList<>();
    try (ZipFile zip = new ZipFile(image.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        if (entry.getMethod() == ZipEntry.STORED && name.endsWith(CLASS)) {
          classes.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
        } else if (entry.getMethod() == ZipEntry.STORED) {
          resources.add(name);
        }
      }
    } catch (IOException e) {
      throw new SnapshotException("cannot read the image " + image + ": " + e.getMessage(), e);
    }
    return new Profile(List.of(), classes, List.of(), resources, List.of());
  }
}
