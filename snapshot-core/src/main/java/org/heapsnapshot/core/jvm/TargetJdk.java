package org.heapsnapshot.core.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.SnapshotException;

/**
 * The JDK that child JVMs run on.
 *
 * @param home its directory
 * @param feature its feature release, such as 17
 * @param vmName its {@code java.vm.name}
 * @param build its {@code java.vm.version}
 */
public record TargetJdk(Path home, int feature, String vmName, String build) {
  /** The oldest feature release that images can be built for. */
  public static final int OLDEST_FEATURE = 17;

  /** From this feature release on there is an AOT cache (JEP 483); before it a CDS archive. */
  public static final int FIRST_WITH_AOT_CACHE = 24;

  private static final Duration ASKING = Duration.ofSeconds(60);

  /** The {@code java} launcher. */
  public Path launcher() {
    return home.resolve("bin").resolve("java");
  }

  /** Whether its archives are AOT caches; otherwise they are CDS archives. */
  public boolean hasAotCache() {
    return feature >= FIRST_WITH_AOT_CACHE;
  }

  /**
   * The JDK in a directory, which is asked for its properties by starting it once.
   *
   * @param homeOrNull its home, or null for the JDK this tool runs on
   * @throws SnapshotException if there is no JDK, it does not start, is older than {@value
   *     #OLDEST_FEATURE} or is not HotSpot
   */
  public static TargetJdk of(Path homeOrNull) {
    if (homeOrNull == null) {
      return checked(Path.of(System.getProperty("java.home")), ownProperties());
    }
    Path home = homeOrNull.toAbsolutePath().normalize();
    Path launcher = home.resolve("bin").resolve("java");
    if (!Files.isExecutable(launcher)) {
      throw new SnapshotException(
          "no JDK at "
              + home
              + ": "
              + launcher
              + " is missing or not executable; give --java-home"
              + " the directory that holds bin/java");
    }
    if (isRunningJdk(home)) {
      return checked(home, ownProperties());
    }
    ChildResult answer =
        ChildJvm.of(launcher.toString(), "-XshowSettings:properties", "-version")
            .timeout(ASKING)
            .run();
    if (!answer.succeeded()) {
      throw new SnapshotException(
          "the JDK at " + home + " does not start: " + answer.describe() + "\n" + answer.errors());
    }
    return checked(home, properties(answer.errors() + "\n" + answer.output()));
  }

  private static boolean isRunningJdk(Path home) {
    try {
      return Files.isSameFile(home, Path.of(System.getProperty("java.home")));
    } catch (IOException e) {
      return false; // then it is asked
    }
  }

  private static Map<String, String> ownProperties() {
    Map<String, String> own = new HashMap<>();
    for (String key : List.of("java.specification.version", "java.vm.name", "java.vm.version")) {
      own.put(key, System.getProperty(key));
    }
    return own;
  }

  /** Reads the {@code key = value} lines; continuation lines of list values do not matter here. */
  static Map<String, String> properties(String settings) {
    Map<String, String> found = new HashMap<>();
    for (String line : settings.lines().toList()) {
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        found.put(line.substring(0, equals).trim(), line.substring(equals + 3).trim());
      }
    }
    return found;
  }

  static TargetJdk checked(Path home, Map<String, String> properties) {
    String specification = properties.get("java.specification.version");
    String vmName = properties.get("java.vm.name");
    String build = properties.get("java.vm.version");
    if (specification == null || vmName == null || build == null) {
      throw new SnapshotException("the JDK at " + home + " does not tell its version and VM");
    }
    int feature = feature(specification);
    if (feature < OLDEST_FEATURE) {
      throw new SnapshotException(
          "the JDK at "
              + home
              + " is Java "
              + specification
              + ", expected "
              + OLDEST_FEATURE
              + " or newer; give another one with --java-home");
    }
    if (!vmName.startsWith("OpenJDK") && !vmName.startsWith("Java HotSpot")) {
      throw new SnapshotException(
          "the JDK at "
              + home
              + " runs on "
              + vmName
              + ", expected HotSpot (OpenJDK or Oracle);"
              + " give another one with --java-home");
    }
    return new TargetJdk(home, feature, vmName, build);
  }

  private static int feature(String specification) {
    // Up to Java 8 it was 1.8; from 9 on it is the number alone.
    String number = specification.startsWith("1.") ? specification.substring(2) : specification;
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
