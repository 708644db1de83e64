package org.heapsnapshot.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the fixture programs as a jar of their own, whether this module is on the class path as a
 * jar or as a directory. The same bytes each time.
 */
public final class ProgramJar {
  /** {@code Main} of the fixture program: every kind of state. */
  public static final String MAIN = "org.heapsnapshot.testkit.program.Main";

  /** The fixture program without its list of a million nodes. */
  public static final String BRIEF = "org.heapsnapshot.testkit.program.Brief";

  private static final String ROOT = "org/heapsnapshot/testkit/";
  private static final List<String> PACKAGES = List.of("graph", "hostile", "program", "programs");

  private static final String SERVICES = "META-INF/services/";

  private ProgramJar() {}

  /** The name of a small program, such as {@code ExitCode}. */
  public static String program(String simpleName) {
    return "org.heapsnapshot.testkit.programs." + simpleName;
  }

  /**
   * Writes the jar.
   *
   * @param jar the file; replaced when it is there
   * @param mainClass the {@code Main-Class} of the manifest
   * @return {@code jar}
   */
  public static Path write(Path jar, String mainClass) {
    try {
      Path source =
          Path.of(ProgramJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(source)) {
        write(jar, mainClass, source);
      } else {
        try (FileSystem zip =
            FileSystems.newFileSystem(URI.create("jar:" + source.toUri()), Map.of())) {
          write(jar, mainClass, zip.getPath("/"));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + jar, failed);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
    return jar;
  }

  private static void write(Path jar, String mainClass, Path source) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      entry(out, "META-INF/MANIFEST.MF");
      out.write(
          ("Manifest-Version: 1.0\r\nMain-Class: " + mainClass + "\r\n\r\n").getBytes("UTF-8"));
      for (String name : PACKAGES) {
        Path directory = source.resolve(ROOT + name);
        try (Stream<Path> files = Files.list(directory)) {
          for (Path path : files.sorted().toList()) {
            entry(out, ROOT + name + "/" + path.getFileName());
            Files.copy(path, out);
          }
        }
      }
      try (Stream<Path> files = Files.list(source.resolve(SERVICES))) {
        for (Path path : files.sorted().toList()) {
          entry(out, SERVICES + path.getFileName());
          Files.copy(path, out);
        }
      }
    }
  }

  private static void entry(ZipOutputStream out, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
    out.putNextEntry(entry);
  }
}
