package org.heapsnapshot.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK to run child processes on: the running one, those named by the environment ({@code
 * SNAPSHOT_TEST_JDKS}, a list separated as a class path is, and {@code JAVA25_HOME}), and those
 * installed beside the running one. Immutable.
 *
 * @param home the directory that holds {@code bin/java}
 * @param feature the feature release, such as 17
 */
public record TestJdk(Path home, int feature) {

  /** The JDK of this process. */
  public static TestJdk running() {
    return new TestJdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /**
   * The JDKs that Snapshot supports (17 and 25), one of each release that is found, in ascending
   * order. The running JDK is preferred to others of its release.
   */
  public static List<TestJdk> supported() {
    Map<Integer, TestJdk> byFeature = new TreeMap<>();
    for (Path home : candidates()) {
      int feature = featureOf(home);
      if (feature == 17 || feature == 25) {
        byFeature.putIfAbsent(feature, new TestJdk(home, feature));
      }
    }
    return List.copyOf(byFeature.values());
  }

  /** The launcher. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    homes.add(running().home());
    for (String home :
        System.getenv().getOrDefault("SNAPSHOT_TEST_JDKS", "").split(File.pathSeparator)) {
      homes.add(Path.of(home));
    }
    homes.add(Path.of(System.getenv().getOrDefault("JAVA25_HOME", "")));
    Path siblings = running().home().getParent();
    try (Stream<Path> entries = Files.list(siblings)) {
      entries.sorted().forEach(homes::add);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot list " + siblings, failed);
    }
    return homes;
  }

  /** The feature release that the {@code release} file of a JDK states, or -1 without one. */
  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (home.toString().isEmpty()
        || !Files.isExecutable(home.resolve("bin").resolve("java"))
        || !Files.isRegularFile(release)) {
      return -1;
    }
    try {
      for (String line : Files.readAllLines(release)) {
        if (line.startsWith("JAVA_VERSION=")) {
          String version = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
          return Runtime.Version.parse(version).feature();
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      return -1;
    }
    return -1;
  }
}
