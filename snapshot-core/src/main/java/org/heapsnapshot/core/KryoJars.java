package org.heapsnapshot.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Jars inside the tool's own: the extension for Kryo, and Kryo with what it needs. As jars, because
 * classes in the tool's jar itself are relocated, and serializers of users are compiled against
 * Kryo under its own name.
 */
final class KryoJars {
  static final List<String> EXTENSION = List.of("extension-kryo.jar");
  static final List<String> KRYO =
      List.of("kryo.jar", "minlog.jar", "objenesis.jar", "reflectasm.jar");

  private KryoJars() {}

  /**
   * Unpacks some of them.
   *
   * @param directory is made when it is not there
   * @throws SnapshotException when the tool was built without them, or they cannot be written
   */
  static List<Path> unpack(List<String> names, Path directory) {
    List<Path> jars = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      for (String name : names) {
        Path jar = directory.resolve(name);
        try (InputStream in = KryoJars.class.getResourceAsStream("kryo/" + name)) {
          if (in == null) {
            throw new SnapshotException(
                "--serializer: the tool runs without " + name + ", which is in its packaged jar");
          }
          Files.copy(in, jar);
        }
        jars.add(jar);
      }
      return jars;
    } catch (IOException e) {
      throw new SnapshotException("Cannot unpack the extension for Kryo: " + e.getMessage(), e);
    }
  }
}
