package org.heapsnapshot.extension.program;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars of classes of this module. */
final class Jars {
  private Jars() {}

  /**
   * Writes a jar of classes of one package.
   *
   * @param one a class of the package
   * @param classes which entries of the package are in the jar
   * @param more further entries, names to texts
   * @return {@code jar}
   */
  static Path write(Path jar, Class<?> one, Predicate<String> classes, Map<String, String> more)
      throws IOException {
    Path root = location(one);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
      for (Path file : files.sorted().toList()) {
        String entry = root.relativize(file).toString().replace('\\', '/');
        if (entry.endsWith(".class") && classes.test(entry)) {
          add(zip, entry, Files.readAllBytes(file));
        }
      }
      for (Map.Entry<String, String> text : more.entrySet()) {
        add(zip, text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Where a class comes from: a directory of classes or a jar. */
  static Path location(Class<?> c) {
    try {
      return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
