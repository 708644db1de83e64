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
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;

/**
 * An unpacked distribution: {@code lib/*.jar}, perhaps {@code classes/} before them, below the root
 * or below the one directory in it. The order is that of the {@code CLASSPATH=$APP_HOME/lib/...}
 * line of a start script in {@code bin/}, as Gradle writes it, else by name.
 */
final class Distribution {
  private static final Pattern SCRIPT_CLASS_PATH =
      Pattern.compile("^CLASSPATH=\"?(\\$APP_HOME/lib/[^\"\\r\\n]*)\"?\\s*$", Pattern.MULTILINE);

  private final Path input;
  private final Path root;
  private final String mainClass;
  private final Progress progress;

  /**
   * A distribution.
   *
   * @param input what the user named, for messages
   * @param root where it was unpacked
   * @param mainClass {@code --main}, or null
   */
  Distribution(Path input, Path root, String mainClass, Progress progress) {
    this.input = input;
    this.root = root.toAbsolutePath();
    this.mainClass = mainClass;
    this.progress = progress;
  }

  /** Whether a directory has the jars of a distribution. */
  static boolean isOne(Path directory) {
    return !ClassPathReader.jarsIn(home(directory).resolve("lib")).isEmpty();
  }

  ClassPath read() {
    Path home = home(root);
    List<Path> jars = ordered(home, ClassPathReader.jarsIn(home.resolve("lib")));
    if (jars.isEmpty()) {
      throw new SnapshotException(
          input + ": no jars in lib/; expected a distribution with lib/*.jar");
    }
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(home.resolve("classes"))) {
      entries.add(home.resolve("classes"));
    }
    List<Path> besides = ClassPathReader.jarsIn(home);
    Path starting = null;
    if (mainClass == null) {
      starting = startingJar(besides, jars);
    }
    if (starting != null && besides.contains(starting)) {
      entries.add(starting);
    }
    entries.addAll(jars);
    Map<String, String> attributes = starting == null ? Map.of() : attributes(starting);
    String main = mainClass != null ? mainClass : attributes.get("Main-Class").trim();
    return new ClassPath(ManifestClassPath.follow(entries, progress), main, attributes, false);
  }

  private Path startingJar(List<Path> besides, List<Path> jars) {
    for (List<Path> candidates : List.of(besides, jars)) {
      Map<Path, String> starting = new LinkedHashMap<>();
      for (Path jar : candidates) {
        String main = attributes(jar).get("Main-Class");
        if (main != null) {
          starting.put(jar, main.trim());
        }
      }
      if (starting.size() == 1) {
        return starting.keySet().iterator().next();
      }
      if (starting.size() > 1) {
        throw new SnapshotException(
            input
                + ": "
                + starting.size()
                + " jars have a Main-Class; choose with --main: "
                + starting.entrySet().stream()
                    .map(e -> e.getValue() + " (" + e.getKey().getFileName() + ")")
                    .collect(Collectors.joining(", ")));
      }
    }
    throw new SnapshotException(
        input + ": no main class: no jar in it has a Main-Class; name it with --main CLASS");
  }

  /** The directory that has lib/: the root, or the only directory in it. */
  private static Path home(Path root) {
    if (Files.isDirectory(root.resolve("lib"))) {
      return root;
    }
    try (Stream<Path> files = Files.list(root)) {
      List<Path> directories = files.filter(Files::isDirectory).toList();
      return directories.size() == 1 ? directories.get(0) : root;
    } catch (IOException e) {
      throw new SnapshotException(root + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private List<Path> ordered(Path home, List<Path> jars) {
    Path bin = home.resolve("bin");
    if (!Files.isDirectory(bin)) {
      return jars;
    }
    Set<Path> ordered = new LinkedHashSet<>();
    try (Stream<Path> scripts = Files.list(bin)) {
      for (Path script : scripts.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(script) < 1 << 20) {
          addScriptOrder(home, Files.readAllBytes(script), ordered);
        }
      }
    } catch (IOException e) {
      throw new SnapshotException(bin + ": cannot be read: " + e.getMessage(), e);
    }
    ordered.retainAll(new LinkedHashSet<>(jars));
    ordered.addAll(jars);
    return List.copyOf(ordered);
  }

  private static void addScriptOrder(Path home, byte[] script, Set<Path> ordered) {
    Matcher line =
        SCRIPT_CLASS_PATH.matcher(new String(script, java.nio.charset.StandardCharsets.ISO_8859_1));
    if (line.find()) {
      for (String element : line.group(1).split(":")) {
        if (element.startsWith("$APP_HOME/")) {
          ordered.add(home.resolve(element.substring("$APP_HOME/".length())).normalize());
        }
      }
    }
  }

  private static Map<String, String> attributes(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      return ClassPathReader.attributes(file.getManifest());
    } catch (IOException e) {
      throw new SnapshotException(
          jar + ": cannot be read as a jar: " + e.getMessage() + "; it may be truncated", e);
    }
  }
}
