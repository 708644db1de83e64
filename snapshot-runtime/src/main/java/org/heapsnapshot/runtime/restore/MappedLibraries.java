package org.heapsnapshot.runtime.restore;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The native libraries of this process, as Linux lists them. Only asked on JDKs whose {@code
 * sun.misc.Unsafe} no longer tells whether a class is initialized, when {@code jdk.internal.misc}
 * is not exported to the program.
 */
final class MappedLibraries {
  private static final String MAPS = "/proc/self/maps";

  private MappedLibraries() {}

  /** Whether a library with that in its path is mapped; false where it cannot be told. */
  static boolean contain(String name) {
    try (InputStream maps = new FileInputStream(MAPS)) {
      return new String(maps.readAllBytes(), StandardCharsets.ISO_8859_1).contains(name);
    } catch (IOException e) {
      return false;
    }
  }
}
