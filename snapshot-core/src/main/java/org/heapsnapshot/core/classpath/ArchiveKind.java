package org.heapsnapshot.core.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.heapsnapshot.core.SnapshotException;

/** What an archive is, by its first bytes: names lie more often than contents. */
enum ArchiveKind {
  ZIP,
  TAR,
  GZIP;

  private static final int MAGIC_OFFSET = 257;
  private static final byte[] USTAR = "ustar".getBytes(StandardCharsets.US_ASCII);

  /**
   * Looks at a file.
   *
   * @throws SnapshotException when it is none of these
   */
  static ArchiveKind of(Path file) {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(MAGIC_OFFSET + USTAR.length);
    } catch (IOException e) {
      throw new SnapshotException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (head.length == 0) {
      throw new SnapshotException(file + ": the file is empty; expected a jar, .zip, .tar or .tgz");
    }
    if (head.length >= 4 && head[0] == 'P' && head[1] == 'K') {
      return ZIP;
    }
    if (head.length >= 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b) {
      return GZIP;
    }
    boolean ustar =
        head.length == MAGIC_OFFSET + USTAR.length
            && Arrays.equals(head, MAGIC_OFFSET, head.length, USTAR, 0, USTAR.length);
    if (ustar || file.toString().toLowerCase(Locale.ROOT).endsWith(".tar")) {
      return TAR;
    }
    throw new SnapshotException(
        file
            + ": not an archive (it begins with "
            + HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(head, Math.min(4, head.length)))
            + "); expected a jar, .zip, .tar or .tgz");
  }
}
