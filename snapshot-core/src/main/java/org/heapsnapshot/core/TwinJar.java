package org.heapsnapshot.core;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * The same entries in another file: of another length, last changed at another time. What a program
 * reads of the jar as a whole is then not the same in both observations.
 */
final class TwinJar {
  private static final byte[] COMMENT = "the other observation".getBytes(StandardCharsets.US_ASCII);

  /** Of the length of the comment, the last field of a ZIP without one (APPNOTE 4.3.16). */
  private static final int LENGTH_BYTES = 2;

  private TwinJar() {}

  /** Writes {@code twin} from a ZIP that has no comment. */
  static void write(Path jar, Path twin) throws IOException {
    Files.copy(jar, twin);
    try (RandomAccessFile file = new RandomAccessFile(twin.toFile(), "rw")) {
      file.seek(file.length() - LENGTH_BYTES);
      if (file.read() != 0 || file.read() != 0) {
        throw new IllegalStateException("a comment at the end of " + jar);
      }
      file.seek(file.length() - LENGTH_BYTES);
      file.write(COMMENT.length);
      file.write(0);
      file.write(COMMENT);
    }
    Files.setLastModifiedTime(twin, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
  }
}
