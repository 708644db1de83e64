package org.heapsnapshot.core.jvm;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;

/**
 * Jars of extensions besides those of the tool ({@code --extension}). Child JVMs have them behind
 * the program on the class path, and a system property tells the agent that they are not the
 * program's. Immutable.
 *
 * @param jars absolute paths
 */
public record ExtensionJars(List<Path> jars) {
  /** None. */
  public static final ExtensionJars NONE = new ExtensionJars(List.of());

  private static final String PROPERTY = "snapshot.extensions";

  /**
   * Those that a user names.
   *
   * @throws SnapshotException when one is not a file
   */
  public static ExtensionJars of(List<Path> named) {
    List<Path> jars = new ArrayList<>();
    for (Path jar : named) {
      if (!Files.isRegularFile(jar)) {
        throw new SnapshotException("--extension " + jar + " is not a file");
      }
      jars.add(jar.toAbsolutePath().normalize());
    }
    return new ExtensionJars(List.copyOf(jars));
  }

  /** Those of this child JVM, as locations of its code sources. */
  public static List<URL> ofThisJvm() {
    List<URL> locations = new ArrayList<>();
    String value = System.getProperty(PROPERTY, "");
    for (String path : value.split(File.pathSeparator)) {
      if (!path.isEmpty()) {
        locations.add(location(Path.of(path)));
      }
    }
    return locations;
  }

  private static URL location(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** JVM options that tell of them. */
  List<String> options() {
    return jars.isEmpty() ? List.of() : List.of("-D" + PROPERTY + "=" + path());
  }

  private String path() {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }

  /** A loader that has them besides what the tool has. */
  public ClassLoader loader() {
    ClassLoader own = ExtensionJars.class.getClassLoader();
    URL[] locations = jars.stream().map(ExtensionJars::location).toArray(URL[]::new);
    return jars.isEmpty() ? own : new URLClassLoader(locations, own);
  }
}
