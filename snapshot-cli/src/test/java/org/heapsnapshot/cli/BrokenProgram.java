package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The fixture programs as a directory in which one class file is none. */
final class BrokenProgram {
  private BrokenProgram() {}

  /** Writes the classes, and text in place of the class of this name. */
  static void write(Path directory, String className) throws IOException {
    try (ZipFile jar = new ZipFile(ToolProcess.PROGRAM.toFile())) {
      for (ZipEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        Path file = directory.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream bytes = jar.getInputStream(entry)) {
          Files.copy(bytes, file);
        }
      }
    }
    Files.writeString(
        directory.resolve(className.replace('.', '/') + ".class"), "this is no class file");
  }
}
