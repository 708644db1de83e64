package org.heapsnapshot.core.classpath;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.heapsnapshot.core.SnapshotException;

/**
 * Unpacks archives below a directory; an entry that would land outside of it is refused.
 * Modification times survive. Links of tar archives become copies of what they name.
 */
final class Unpacking {
  private final Path archive;
  private final Path target;

  Unpacking(Path archive, Path target) {
    this.archive = archive;
    this.target = target.toAbsolutePath().normalize();
  }

  /**
   * Unpacks a ZIP.
   *
   * @param rename the path for an entry's name, or null to leave it out
   */
  void unzip(UnaryOperator<String> rename) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Files.createDirectories(target);
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String name = rename.apply(entry.getName());
        if (name == null || name.isEmpty()) {
          continue;
        }
        try (InputStream in = zip.getInputStream(entry)) {
          put(name, entry.isDirectory(), in, EntryTime.of(entry));
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Unpacks a tar archive, with gzip around it or without. */
  void untar(boolean gzip) {
    Map<String, String> links = new LinkedHashMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream plain = gzip ? new GZIPInputStream(file, 1 << 16) : file;
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      Files.createDirectories(target);
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        if (entry.isSymbolicLink()) {
          Path parent = Path.of(entry.getName()).getParent();
          Path linked = Path.of(entry.getLinkName());
          links.put(entry.getName(), (parent == null ? linked : parent.resolve(linked)).toString());
        } else if (entry.isLink()) {
          links.put(entry.getName(), entry.getLinkName());
        } else if (entry.isDirectory() || entry.isFile()) {
          EntryTime time = EntryTime.ofInstant(entry.getLastModifiedTime());
          put(entry.getName(), entry.isDirectory(), tar, time);
        }
      }
      for (Map.Entry<String, String> link : links.entrySet()) {
        copyLinked(link.getKey(), link.getValue());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void copyLinked(String name, String linked) throws IOException {
    Path to = inside(name);
    Path from = inside(linked);
    if (Files.isRegularFile(from) && !Files.exists(to)) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private void put(String name, boolean directory, InputStream in, EntryTime time)
      throws IOException {
    Path to = inside(name);
    if (directory) {
      Files.createDirectories(to);
      return;
    }
    Files.createDirectories(to.getParent());
    Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(to, time.toFileTime());
  }

  private Path inside(String name) {
    Path to;
    try {
      to = target.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new SnapshotException(archive + ": entry name is not a path: " + name, e);
    }
    if (!to.startsWith(target) || name.startsWith("/")) {
      throw new SnapshotException(
          archive + ": refused: entry " + name + " would be written outside of the archive's root");
    }
    return to;
  }

  private SnapshotException failed(IOException e) {
    return new SnapshotException(
        archive + ": cannot be unpacked to " + target + ": " + e.getMessage(), e);
  }
}
