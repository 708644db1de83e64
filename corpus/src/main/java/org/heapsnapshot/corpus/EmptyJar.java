package org.heapsnapshot.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs {@link Empty} as if it were a program from elsewhere. */
final class EmptyJar {
  private static final long TIME = 1_700_000_000_000L;

  private EmptyJar() {}

  /** Writes the jar, the same bytes each time. */
  static void write(Path jar) throws IOException {
    String name = Empty.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Empty.class.getResourceAsStream("/" + name);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      ZipEntry entry = new ZipEntry(name);
      entry.setTime(TIME);
      zip.putNextEntry(entry);
      in.transferTo(zip);
    }
  }
}
