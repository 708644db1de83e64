package org.heapsnapshot.core.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;

/**
 * The stage <em>classpath</em>: brings whatever the user names to an ordered list of jars and
 * directories and a main class.
 *
 * <ul>
 *   <li>{@code --jar} of a jar: its {@code Main-Class}, its {@code Class-Path} followed as the JVM
 *       does;
 *   <li>{@code --class-path} with {@code --main}; an element {@code DIR/*} stands for the jars in
 *       it, sorted;
 *   <li>a Spring Boot jar, packed or exploded: {@code BOOT-INF/classes}, then {@code BOOT-INF/lib}
 *       in the order of {@code classpath.idx}, started by {@code Start-Class};
 *   <li>a directory: an exploded jar, an unpacked distribution, or plain classes;
 *   <li>a {@code .zip}, {@code .tar}, {@code .tgz} distribution with {@code lib/*.jar}.
 * </ul>
 *
 * <p>Thread-safety: an instance is for one thread.
 */
public final class ClassPathReader {
  private final BuildRequest request;
  private final int feature;
  private final Path workDirectory;
  private final Progress progress;

  /**
   * A reader for one request.
   *
   * @param feature feature release of the target JDK, for multi-release jars
   * @param workDirectory where archives are unpacked; it has to outlive the build
   */
  public ClassPathReader(BuildRequest request, int feature, Path workDirectory, Progress progress) {
    this.request = request;
    this.feature = feature;
    this.workDirectory = workDirectory;
    this.progress = progress;
  }

  /**
   * Reads the class path.
   *
   * @throws SnapshotException when something is missing, is no archive, or has no main class
   */
  public ClassPath read() {
    boolean hasClassPath = !request.classPath().isEmpty();
    if (request.jar() == null && !hasClassPath) {
      throw new SnapshotException("no program given; use --jar FILE or --class-path PATH");
    }
    if (request.jar() != null && hasClassPath) {
      throw new SnapshotException("--jar and --class-path given; use one of them");
    }
    ClassPath found =
        hasClassPath ? explicit() : single(request.jar().toAbsolutePath().normalize());
    MainClassCheck.check(found, feature);
    return found;
  }

  private ClassPath explicit() {
    List<Path> given = new ArrayList<>();
    for (Path element : request.classPath()) {
      Path absolute = element.toAbsolutePath();
      if (element.getFileName() != null && element.getFileName().toString().equals("*")) {
        given.addAll(jarsIn(absolute.getParent()));
      } else if (Files.exists(absolute)) {
        given.add(absolute);
      } else if (isJarName(absolute)) {
        throw new SnapshotException(absolute + ": no such file (named in --class-path)");
      } else {
        progress.note(absolute + ": not there, left out of the class path");
      }
    }
    if (given.isEmpty()) {
      throw new SnapshotException("the class path is empty: nothing that it names exists");
    }
    if (request.mainClass() == null) {
      throw new SnapshotException("no main class given; --class-path needs --main CLASS");
    }
    List<Path> followed = ManifestClassPath.follow(given, progress);
    return new ClassPath(
        followed, request.mainClass(), ownAttributes(followed, request.mainClass()), false);
  }

  /** Main attributes of the manifest beside the main class: the program's own. */
  private Map<String, String> ownAttributes(List<Path> entries, String mainClass) {
    try (ClassFiles files = ClassFiles.open(entries, feature)) {
      ClassPathResource main = files.find(ClassPathResource.nameOf(mainClass));
      return main == null ? Map.of() : attributes(files.entries().get(main.entry()).manifest());
    }
  }

  private ClassPath single(Path input) {
    if (!Files.exists(input)) {
      throw new SnapshotException(input + ": no such file or directory (named by --jar)");
    }
    if (Files.isDirectory(input)) {
      return directory(input);
    }
    return switch (ArchiveKind.of(input)) {
      case TAR -> untarred(input, false);
      case GZIP -> untarred(input, true);
      case ZIP -> zip(input);
    };
  }

  private ClassPath untarred(Path input, boolean gzip) {
    Path unpacked = workDirectory.toAbsolutePath().resolve("distribution");
    new Unpacking(input, unpacked).untar(gzip);
    return new Distribution(input, unpacked, request.mainClass(), progress).read();
  }

  private ClassPath zip(Path input) {
    Manifest manifest;
    boolean classes;
    boolean jars;
    boolean boot;
    boolean war;
    try (ZipFile zip = new ZipFile(input.toFile())) {
      manifest = manifestOf(zip);
      List<String> names = zip.stream().map(e -> e.getName()).toList();
      classes = names.stream().anyMatch(n -> n.endsWith(".class"));
      jars = names.stream().anyMatch(n -> n.endsWith(".jar"));
      boot = names.stream().anyMatch(n -> n.startsWith(SpringBootLayout.CLASSES));
      war = names.stream().anyMatch(n -> n.startsWith("WEB-INF/"));
    } catch (IOException e) {
      throw new SnapshotException(
          input + ": cannot be read as an archive: " + e.getMessage() + "; it may be truncated", e);
    }
    Map<String, String> attributes = attributes(manifest);
    refuseImage(input, attributes);
    if (boot && attributes.containsKey(SpringBootLayout.START_CLASS)) {
      Path unpacked = workDirectory.toAbsolutePath().resolve("boot");
      new Unpacking(input, unpacked).unzip(SpringBootLayout::unpackedName);
      return new SpringBootLayout(unpacked, attributes, request.mainClass()).read();
    }
    if (!classes && jars && !attributes.containsKey("Main-Class")) {
      Path unpacked = workDirectory.toAbsolutePath().resolve("distribution");
      new Unpacking(input, unpacked).unzip(n -> n);
      return new Distribution(input, unpacked, request.mainClass(), progress).read();
    }
    if (war && !attributes.containsKey("Main-Class")) {
      throw new SnapshotException(
          input + ": a web archive without Main-Class; expected a program that starts by itself");
    }
    return startable(input, attributes);
  }

  private ClassPath directory(Path directory) {
    Manifest manifest = null;
    Path file = directory.resolve("META-INF").resolve("MANIFEST.MF");
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        manifest = new Manifest(in);
      } catch (IOException e) {
        throw new SnapshotException(file + ": cannot be read: " + e.getMessage(), e);
      }
    }
    Map<String, String> attributes = attributes(manifest);
    if (attributes.containsKey(SpringBootLayout.START_CLASS)
        && Files.isDirectory(directory.resolve(SpringBootLayout.CLASSES))) {
      return new SpringBootLayout(directory, attributes, request.mainClass()).read();
    }
    if (manifest == null && Distribution.isOne(directory)) {
      return new Distribution(directory, directory, request.mainClass(), progress).read();
    }
    return startable(directory, attributes);
  }

  /** A jar or directory that names its main class, or for which the user does. */
  private ClassPath startable(Path input, Map<String, String> attributes) {
    String main = request.mainClass();
    if (main == null) {
      main = attributes.get("Main-Class");
    }
    if (main == null) {
      throw noMainClass(input);
    }
    List<Path> entries = ManifestClassPath.follow(List.of(input), progress);
    return new ClassPath(entries, main.trim(), attributes, false);
  }

  private SnapshotException noMainClass(Path input) {
    String what = ": no main class: its manifest has no Main-Class; name it with --main CLASS";
    try (ClassFiles files = ClassFiles.open(List.of(input), feature)) {
      if (files.find("module-info.class") != null) {
        what =
            ": no main class: a modular jar whose manifest has no Main-Class, and programs are not"
                + " started from the module path; name the class with --main CLASS";
      } else if (files.classNames().isEmpty()) {
        what = ": holds no classes and no lib/*.jar; expected a program";
      }
    }
    return new SnapshotException(input + what);
  }

  static void refuseImage(Path input, Map<String, String> attributes) {
    if (attributes.containsKey("Snapshot-Format")) {
      throw new SnapshotException(
          input + ": already an image; build from the jar that it was built from");
    }
  }

  private static Manifest manifestOf(ZipFile zip) throws IOException {
    var entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry == null) {
      return null;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new Manifest(in);
    }
  }

  /** Main attributes in order; empty for null. */
  static Map<String, String> attributes(Manifest manifest) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (manifest != null) {
      Attributes main = manifest.getMainAttributes();
      main.forEach((name, value) -> attributes.put(name.toString(), value.toString()));
    }
    return attributes;
  }

  static boolean isJarName(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }

  /** The jars of a directory sorted by name; empty when there is none. */
  static List<Path> jarsIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(p -> isJarName(p) && Files.isRegularFile(p)).sorted().toList();
    } catch (IOException e) {
      throw new SnapshotException(directory + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
