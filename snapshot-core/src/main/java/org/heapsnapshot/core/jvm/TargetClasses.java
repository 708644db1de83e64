package org.heapsnapshot.core.jvm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.core.SnapshotException;

/**
 * The class files of the target JDK's own modules, read from its run-time image through its {@code
 * jrt} file system (JEP 220). Thread-safe.
 */
public final class TargetClasses implements AutoCloseable {
  private static final byte[] ABSENT = {};

  private final FileSystem modules;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();

  private TargetClasses(FileSystem modules) {
    this.modules = modules;
  }

  /** Opens the run-time image of a JDK. */
  public static TargetClasses open(TargetJdk jdk) {
    try {
      Map<String, String> home = Map.of("java.home", jdk.home().toString());
      return new TargetClasses(FileSystems.newFileSystem(URI.create("jrt:/"), home));
    } catch (IOException | RuntimeException e) {
      throw new SnapshotException(
          "Cannot read the modules of the JDK at " + jdk.home() + ": " + e.getMessage(), e);
    }
  }

  /** The class file of an internal name, or null when no module of the JDK has it. */
  public byte[] find(String internalName) {
    byte[] bytes = known.computeIfAbsent(internalName, this::read);
    return bytes == ABSENT ? null : bytes;
  }

  private byte[] read(String internalName) {
    int slash = internalName.lastIndexOf('/');
    if (slash < 0) {
      return ABSENT;
    }
    Path links = modules.getPath("/packages", internalName.substring(0, slash).replace('/', '.'));
    if (!Files.isDirectory(links)) {
      return ABSENT;
    }
    try (DirectoryStream<Path> owners = Files.newDirectoryStream(links)) {
      for (Path owner : owners) {
        Path file =
            modules.getPath("/modules", owner.getFileName().toString(), internalName + ".class");
        if (Files.exists(file)) {
          return Files.readAllBytes(file);
        }
      }
    } catch (IOException e) {
      return ABSENT;
    }
    return ABSENT;
  }

  @Override
  public void close() {
    try {
      modules.close();
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
