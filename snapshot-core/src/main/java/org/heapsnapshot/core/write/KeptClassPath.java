package org.heapsnapshot.core.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPathEntry;
import org.heapsnapshot.core.classpath.ClassPathResource;

/**
 * What stays behind the image on its class path, through {@code Class-Path} of its manifest.
 *
 * <p>When resources of several jars differ, each of these jars is followed by those resources of it
 * alone, as {@code IMAGE.lib/HASH-JAR}: {@code getResources} then answers with exactly what it
 * answered without the image. (The whole original jar would bring everything else a second time,
 * and libraries warn about configurations and bindings that they find twice.) When the user asks to
 * keep the class path, it is the original jars; directories are packed, and what will not outlive
 * the build is copied, to the same place.
 *
 * <p>File names begin with a hash of the contents: files of a previous image stay in use until the
 * new image is in its place.
 */
final class KeptClassPath {
  private static final Pattern OURS = Pattern.compile("[0-9a-f]{16}-.+\\.jar");

  private final Path image;
  private final Path directory;
  private final List<String> urls = new ArrayList<>();
  private final Map<String, byte[]> jars = new TreeMap<>();

  private KeptClassPath(Path image) {
    this.image = image;
    this.directory = image.resolveSibling(image.getFileName() + ".lib");
  }

  /**
   * Decides what is kept and reads it.
   *
   * @param image absolute path of the image
   * @throws SnapshotException when it cannot be read
   */
  static KeptClassPath of(ImagePlan plan, ResourceSelection selection, Path image) {
    KeptClassPath kept = new KeptClassPath(image);
    try {
      for (int i = 0; i < selection.entries().size(); i++) {
        ClassPathEntry entry = selection.entries().get(i);
        int index = i;
        String label = selection.labels().of(i);
        if (plan.keepClassPath()) {
          kept.whole(entry, label, plan.workDirectory());
        } else {
          List<ClassPathResource> parts =
              selection.behind().stream().filter(r -> r.entry() == index).toList();
          if (!parts.isEmpty()) {
            kept.jar(label, pack(entry, parts));
          }
        }
      }
    } catch (IOException e) {
      throw new SnapshotException("the class path cannot be read: " + e.getMessage(), e);
    }
    return kept;
  }

  private void whole(ClassPathEntry entry, String label, Path workDirectory) throws IOException {
    Path path = entry.path().toAbsolutePath().normalize();
    if (entry.isDirectory()) {
      jar(label, pack(entry, entry.resources()));
    } else if (workDirectory != null
        && path.startsWith(workDirectory.toAbsolutePath().normalize())) {
      jar(label, Files.readAllBytes(path));
    } else if (path.startsWith(image.getParent())) {
      urls.add(relative(image.getParent(), path));
    } else {
      urls.add(path.toUri().toASCIIString());
    }
  }

  private void jar(String label, byte[] bytes) {
    String hash = HexFormat.of().formatHex(ClassSection.sha256().digest(bytes), 0, 8);
    String name = hash + "-" + (label.endsWith(".jar") ? label : label + ".jar");
    jars.put(name, bytes);
    urls.add(relative(image.getParent(), directory.resolve(name)));
  }

  private static byte[] pack(ClassPathEntry entry, List<ClassPathResource> resources)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ZipWriter zip = new ZipWriter(bytes);
    try (ZipPayload.Compressor compressor = new ZipPayload.Compressor()) {
      for (ClassPathResource resource : resources) {
        byte[] content = resource.isDirectory() ? new byte[0] : entry.read(resource);
        zip.add(compressor.deflated(resource.name(), resource.time(), content));
      }
    }
    zip.finish();
    return bytes.toByteArray();
  }

  /** A URL relative to a directory, escaped; neither depends on what exists. */
  private static String relative(Path from, Path to) {
    StringBuilder url = new StringBuilder();
    for (Path element : from.relativize(to)) {
      url.append(url.isEmpty() ? "" : "/").append(escaped(element.toString()));
    }
    return url.toString();
  }

  private static String escaped(String element) {
    try {
      // A colon would read as the end of a scheme.
      return new URI(null, null, element, null).toASCIIString().replace(":", "%3A");
    } catch (java.net.URISyntaxException e) {
      throw new SnapshotException("no URL for the file name " + element, e);
    }
  }

  /** The {@code Class-Path} attribute, or null when nothing is kept. */
  String attribute() {
    return urls.isEmpty() ? null : String.join(" ", urls);
  }

  /** The files beside the image. */
  List<Path> files() {
    return jars.keySet().stream().map(directory::resolve).toList();
  }

  /** Writes the files beside the image; those of a previous image stay. */
  void write() throws IOException {
    if (jars.isEmpty()) {
      return;
    }
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> jar : jars.entrySet()) {
      Path file = directory.resolve(jar.getKey());
      // The name says the contents; an archive made for the image may depend on the file's time.
      if (!Files.exists(file) || Files.size(file) != jar.getValue().length) {
        Path temporary = directory.resolve(jar.getKey() + ".tmp");
        Files.write(temporary, jar.getValue());
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Removes the files of previous images, once the new one is in its place. */
  void removeStale() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Path> stale;
    try (Stream<Path> files = Files.list(directory)) {
      stale =
          files
              .filter(f -> OURS.matcher(f.getFileName().toString()).matches())
              .filter(f -> !jars.containsKey(f.getFileName().toString()))
              .toList();
    }
    for (Path file : stale) {
      Files.deleteIfExists(file);
    }
    try (Stream<Path> rest = Files.list(directory)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.deleteIfExists(directory);
  }
}
