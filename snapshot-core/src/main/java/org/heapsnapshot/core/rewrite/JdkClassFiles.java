package org.heapsnapshot.core.rewrite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The class files of a JDK, which need not be the running one, from its run-time image (JEP 220).
 * Thread-safe; to be closed when no hierarchy needs it any more.
 */
public final class JdkClassFiles implements AutoCloseable {
  private final FileSystem runTimeImage;
  private final Map<String, List<Path>> modulesByPackage = new ConcurrentHashMap<>();
  private final Map<String, Boolean> own = new ConcurrentHashMap<>();

  private JdkClassFiles(FileSystem runTimeImage) {
    this.runTimeImage = runTimeImage;
  }

  /**
   * Opens a JDK.
   *
   * @param home its directory
   * @throws IOException when it has no run-time image that can be read
   */
  public static JdkClassFiles open(Path home) throws IOException {
    // Given a java.home, the file system is a new one, even of the running JDK, and ours to close.
    return new JdkClassFiles(
        FileSystems.newFileSystem(
            URI.create("jrt:/"), Map.of("java.home", home.toAbsolutePath().toString())));
  }

  /**
   * The bytes of a class file.
   *
   * @param internalName such as {@code java/util/List}
   * @return null when the JDK has no such class
   */
  public byte[] find(String internalName) {
    int slash = internalName.lastIndexOf('/');
    if (slash < 0) {
      return null;
    }
    String packageName = internalName.substring(0, slash).replace('/', '.');
    for (Path module : modulesByPackage.computeIfAbsent(packageName, this::modulesOf)) {
      try {
        return Files.readAllBytes(module.resolve(internalName + ".class"));
      } catch (NoSuchFileException e) {
        // A package that only holds packages is in several modules.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return null;
  }

  /**
   * Whether a package is one of the JDK's: then the JVM looks for its classes there and nowhere
   * else, whatever the class path has.
   *
   * @param packageName such as {@code java.util}
   */
  public boolean hasPackage(String packageName) {
    return own.computeIfAbsent(packageName, this::holdsClasses);
  }

  /** A package that only holds packages is listed as well, and is nobody's. */
  private boolean holdsClasses(String packageName) {
    for (Path module : modulesByPackage.computeIfAbsent(packageName, this::modulesOf)) {
      Path directory = module.resolve(packageName.replace('.', '/'));
      if (!packageName.isEmpty() && Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.list(directory)) {
          if (files.anyMatch(file -> file.toString().endsWith(".class"))) {
            return true;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return false;
  }

  /** A hierarchy over these class files. */
  public ClassHierarchy hierarchy() {
    return new ClassFileHierarchy(this::find);
  }

  private List<Path> modulesOf(String packageName) {
    Path links = runTimeImage.getPath("/packages", packageName);
    if (!Files.isDirectory(links)) {
      return List.of();
    }
    try (Stream<Path> modules = Files.list(links)) {
      return modules
          .map(link -> runTimeImage.getPath("/modules", link.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    runTimeImage.close();
  }
}
