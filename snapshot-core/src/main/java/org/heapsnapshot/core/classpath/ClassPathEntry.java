package org.heapsnapshot.core.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.SnapshotException;

/**
 * One jar or directory of a class path, open for reading. Multi-release entries of jars are
 * resolved for the target JDK as {@code JarFile} does it; a directory has none.
 *
 * <p>Thread-safety: safe for use from several threads.
 */
public final class ClassPathEntry implements AutoCloseable {
  private static final String VERSIONS = "META-INF/versions/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Path path;
  private final ZipFile zip;
  private final Manifest manifest;
  private final List<ClassPathResource> resources;

  private ClassPathEntry(
      Path path, ZipFile zip, Manifest manifest, List<ClassPathResource> resources) {
    this.path = path;
    this.zip = zip;
    this.manifest = manifest;
    this.resources = List.copyOf(resources);
  }

  /**
   * Opens a jar or directory.
   *
   * @param index its place in the class path
   * @param feature feature release of the target JDK
   * @throws SnapshotException when it cannot be read
   */
  static ClassPathEntry open(Path path, int index, int feature) {
    try {
      return Files.isDirectory(path) ? directory(path, index) : jar(path, index, feature);
    } catch (IOException e) {
      throw new SnapshotException(
          path + ": cannot be read as a jar: " + e.getMessage() + "; it may be truncated", e);
    }
  }

  private static ClassPathEntry jar(Path path, int index, int feature) throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      ZipEntry found = zip.getEntry(MANIFEST);
      Manifest manifest = null;
      if (found != null) {
        try (InputStream in = zip.getInputStream(found)) {
          manifest = new Manifest(in);
        }
      }
      boolean multiRelease =
          manifest != null
              && "true"
                  .equalsIgnoreCase(
                      manifest.getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE));
      return new ClassPathEntry(
          path, zip, manifest, jarResources(zip, index, multiRelease ? feature : 0));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static List<ClassPathResource> jarResources(ZipFile zip, int index, int feature) {
    Map<String, ClassPathResource> byName = new LinkedHashMap<>();
    Map<String, Integer> versions = new LinkedHashMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String stored = entry.getName();
      if (feature == 0 || !stored.startsWith(VERSIONS)) {
        if (versions.getOrDefault(stored, 0) == 0) {
          byName.putIfAbsent(
              stored, new ClassPathResource(stored, stored, index, EntryTime.of(entry)));
        }
        continue;
      }
      int version = version(stored);
      String name = stored.substring(stored.indexOf('/', VERSIONS.length()) + 1);
      if (version < 9
          || version > feature
          || name.isEmpty()
          || name.startsWith("META-INF/")
          || version <= versions.getOrDefault(name, 0)) {
        continue;
      }
      versions.put(name, version);
      byName.put(name, new ClassPathResource(name, stored, index, EntryTime.of(entry)));
    }
    return new ArrayList<>(byName.values());
  }

  /** The N of {@code META-INF/versions/N/...}, or 0 when it is none. */
  private static int version(String stored) {
    int end = stored.indexOf('/', VERSIONS.length());
    if (end < 0 || end - VERSIONS.length() > 4) {
      return 0;
    }
    int value = 0;
    for (int i = VERSIONS.length(); i < end; i++) {
      int digit = stored.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static ClassPathEntry directory(Path root, int index) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      files = walk.filter(p -> !p.equals(root)).sorted(Comparator.naturalOrder()).toList();
    }
    List<ClassPathResource> resources = new ArrayList<>(files.size());
    for (Path file : files) {
      String name =
          root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      EntryTime time;
      if (Files.isDirectory(file)) {
        // The time of a directory is that of the last build or unpacking, not of its contents.
        name += "/";
        time = EntryTime.CONSTANT;
      } else {
        time = EntryTime.ofInstant(Files.getLastModifiedTime(file));
      }
      resources.add(new ClassPathResource(name, name, index, time));
    }
    Manifest manifest = null;
    Path found = root.resolve(MANIFEST);
    if (Files.isRegularFile(found)) {
      try (InputStream in = Files.newInputStream(found)) {
        manifest = new Manifest(in);
      }
    }
    return new ClassPathEntry(root, null, manifest, resources);
  }

  /** The jar or directory. */
  public Path path() {
    return path;
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return zip == null;
  }

  /** Its manifest, or null; not to be changed. */
  public Manifest manifest() {
    return manifest;
  }

  /** What it holds, directories included, in the order of the jar; sorted for a directory. */
  public List<ClassPathResource> resources() {
    return resources;
  }

  /**
   * The bytes of one of {@link #resources}.
   *
   * @throws IOException when the entry is damaged or gone
   */
  public byte[] read(ClassPathResource resource) throws IOException {
    if (zip == null) {
      return Files.readAllBytes(path.resolve(resource.storedName()));
    }
    ZipEntry entry = zip.getEntry(resource.storedName());
    if (entry == null) {
      throw new IOException(path + ": no entry " + resource.storedName());
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }
}
