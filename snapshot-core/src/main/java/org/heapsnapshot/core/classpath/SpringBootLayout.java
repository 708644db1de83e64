package org.heapsnapshot.core.classpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.SnapshotException;

/**
 * A Spring Boot jar without its launcher: {@code BOOT-INF/classes} and {@code BOOT-INF/lib} of an
 * unpacked directory, {@code Start-Class} as the main class. Source: "The Executable Jar Format" in
 * the Spring Boot reference.
 */
final class SpringBootLayout {
  static final String CLASSES = "BOOT-INF/classes/";
  static final String START_CLASS = "Start-Class";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String INDEX = "BOOT-INF/classpath.idx";

  /** What only the launcher reads; it would mislead in a plain jar. */
  private static final Set<String> LAUNCHER_ATTRIBUTES =
      Set.of(
          "Main-Class",
          "Spring-Boot-Classes",
          "Spring-Boot-Lib",
          "Spring-Boot-Classpath-Index",
          "Spring-Boot-Layers-Index");

  private final Path root;
  private final Map<String, String> attributes;
  private final String mainClass;

  SpringBootLayout(Path root, Map<String, String> attributes, String mainClass) {
    this.root = root;
    this.attributes = attributes;
    this.mainClass = mainClass;
  }

  /**
   * Where an entry of the packed jar goes: classes, libraries and indexes keep their place; what is
   * in the root's {@code META-INF} joins the classes, where the launcher's loader would have found
   * it through its parent; the launcher itself is left out.
   */
  static String unpackedName(String name) {
    if (name.startsWith("BOOT-INF/")) {
      return name;
    }
    return name.startsWith("META-INF/") && !name.equals("META-INF/") ? CLASSES + name : null;
  }

  ClassPath read() {
    List<Path> entries = new ArrayList<>();
    entries.add(root.resolve(CLASSES).toAbsolutePath());
    Path libraries = root.resolve(LIBRARIES);
    Set<Path> ordered = new LinkedHashSet<>();
    for (String name : indexed()) {
      Path jar = root.resolve(name).normalize();
      if (jar.startsWith(root) && Files.isRegularFile(jar)) {
        ordered.add(jar.toAbsolutePath());
      }
    }
    for (Path jar : ClassPathReader.jarsIn(libraries)) {
      ordered.add(jar.toAbsolutePath());
    }
    entries.addAll(ordered);
    Map<String, String> own = new LinkedHashMap<>(attributes);
    own.keySet().removeAll(LAUNCHER_ATTRIBUTES);
    String main = mainClass != null ? mainClass : attributes.get(START_CLASS).trim();
    return new ClassPath(entries, main, own, true);
  }

  /** The lines {@code - "BOOT-INF/lib/x.jar"} of the index, if there is one. */
  private List<String> indexed() {
    Path index = root.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      return List.of();
    }
    try {
      List<String> names = new ArrayList<>();
      for (String line : Files.readAllLines(index)) {
        int open = line.indexOf('"');
        int close = line.lastIndexOf('"');
        if (line.startsWith("- ") && close > open) {
          String name = line.substring(open + 1, close);
          names.add(name.contains("/") ? name : LIBRARIES + name);
        }
      }
      return names;
    } catch (IOException e) {
      throw new SnapshotException(index + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
