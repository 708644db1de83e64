package org.heapsnapshot.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says before the work what would fail after it. */
final class OutputCheck {
  private OutputCheck() {}

  /**
   * Checks that an image can be put at {@code output}.
   *
   * @throws SnapshotException when it is a directory, or its directory cannot be written
   */
  static void writable(Path output) {
    Path place = output.toAbsolutePath().normalize();
    if (Files.isDirectory(place)) {
      throw new SnapshotException(place + " is a directory; -o names the image file");
    }
    try {
      Files.createDirectories(place.getParent());
    } catch (IOException e) {
      throw new SnapshotException(
          "Cannot create the directory of the image, " + place.getParent() + ": " + e, e);
    }
    if (!Files.isWritable(place.getParent())) {
      throw new SnapshotException(
          "Cannot write to " + place.getParent() + "; choose another place with -o");
    }
  }
}
