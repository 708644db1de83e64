package org.heapsnapshot.core.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;

/**
 * Follows the {@code Class-Path} attributes of jars, in the order in which the JVM's class loader
 * meets them: what a jar names comes right behind it. Source: the JAR file specification, "Class
 * path attribute".
 */
final class ManifestClassPath {
  private ManifestClassPath() {}

  static List<Path> follow(List<Path> given, Progress progress) {
    Deque<Path> open = new ArrayDeque<>(given);
    Set<Path> followed = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Path entry = open.pop().toAbsolutePath().normalize();
      if (!followed.add(entry) || Files.isDirectory(entry)) {
        continue;
      }
      List<Path> named = new ArrayList<>(named(entry, progress));
      for (int i = named.size() - 1; i >= 0; i--) {
        open.push(named.get(i));
      }
    }
    return List.copyOf(followed);
  }

  private static List<Path> named(Path jar, Progress progress) {
    if (ArchiveKind.of(jar) != ArchiveKind.ZIP) {
      throw new SnapshotException(jar + ": not a jar; expected a ZIP archive on the class path");
    }
    String attribute;
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      ClassPathReader.refuseImage(jar, ClassPathReader.attributes(manifest));
      attribute =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    } catch (IOException e) {
      throw new SnapshotException(
          jar + ": cannot be read as a jar: " + e.getMessage() + "; it may be truncated", e);
    }
    List<Path> named = new ArrayList<>();
    if (attribute != null) {
      List<String> absent = new ArrayList<>();
      for (String url : attribute.trim().split("\\s+")) {
        Path path = resolved(jar, url);
        if (path != null && Files.exists(path)) {
          named.add(path);
        } else if (!url.isEmpty()) {
          absent.add(url);
        }
      }
      if (!absent.isEmpty()) {
        progress.note(
            jar.getFileName()
                + ": its Class-Path names what is not there, as the JVM passes over it too: "
                + String.join(", ", absent));
      }
    }
    return named;
  }

  /** The file of a URL, or null when it is the URL of none. */
  private static Path resolved(Path jar, String url) {
    try {
      return Path.of(jar.toUri().resolve(url)).toAbsolutePath().normalize();
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      return null;
    }
  }
}
