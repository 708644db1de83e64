package org.heapsnapshot.core;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.rewrite.ClassHierarchy;
import org.heapsnapshot.core.rewrite.UnsafeRemapper;
import org.heapsnapshot.runtime.Restore;

/** The classes of the runtime, as entries of an image. */
final class RuntimeClasses {
  private static final String PREFIX = "org/heapsnapshot/runtime/";
  private static final String SUN_MEMORY = PREFIX + "restore/SunMemory.class";
  private static final String JDK_MEMORY = PREFIX + "restore/JdkMemory.class";

  private RuntimeClasses() {}

  /**
   * Entry names to class files, sorted by name; on 24 and later with the JDK's own memory access.
   */
  static Map<String, byte[]> entries(ClassHierarchy target) {
    try {
      Path source =
          Path.of(Restore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Map<String, byte[]> entries =
          Files.isDirectory(source) ? fromDirectory(source) : fromJar(source);
      entries.keySet().removeIf(name -> name.endsWith("package-info.class"));
      entries.put(JDK_MEMORY, new UnsafeRemapper(target).remap(entries.get(SUN_MEMORY)));
      return entries;
    } catch (IOException | URISyntaxException e) {
      throw new SnapshotException("Cannot read the classes of the runtime: " + e.getMessage(), e);
    }
  }

  private static Map<String, byte[]> fromJar(Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().startsWith(PREFIX) && entry.getName().endsWith(".class")) {
          entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
    }
    return entries;
  }

  private static Map<String, byte[]> fromDirectory(Path directory) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory.resolve(PREFIX))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        entries.put(name, Files.readAllBytes(file));
      }
    }
    return entries;
  }
}
