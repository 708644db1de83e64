package org.heapsnapshot.core.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapsnapshot.core.SnapshotException;

/** Finds the JDKs of this machine, for runs that mean every JDK there is. */
public final class InstalledJdks {
  private InstalledJdks() {}

  /**
   * The running JDK first, then one of every other VM build, looked for in the environment
   * variables {@code SNAPSHOT_TEST_JDKS} (directories, separated as a path is; when set, nothing
   * else is looked at), {@code JAVA25_HOME}, and beside the running JDK.
   */
  public static List<TargetJdk> find() {
    return find(System.getenv());
  }

  static List<TargetJdk> find(Map<String, String> environment) {
    Map<String, TargetJdk> byBuild = new LinkedHashMap<>();
    TargetJdk running = TargetJdk.of(null);
    byBuild.put(running.build(), running);
    for (Path home : candidates(environment, running.home())) {
      if (Files.isExecutable(home.resolve("bin").resolve("java"))) {
        try {
          TargetJdk jdk = TargetJdk.of(home);
          byBuild.putIfAbsent(jdk.build(), jdk);
        } catch (SnapshotException e) {
          // Too old or another VM: not one this tool can work with.
        }
      }
    }
    return List.copyOf(byBuild.values());
  }

  private static List<Path> candidates(Map<String, String> environment, Path running) {
    List<Path> homes = new ArrayList<>();
    String listed = environment.get("SNAPSHOT_TEST_JDKS");
    if (listed != null && !listed.isBlank()) {
      for (String home : listed.split(File.pathSeparator)) {
        homes.add(Path.of(home));
      }
      return homes;
    }
    if (environment.get("JAVA25_HOME") != null) {
      homes.add(Path.of(environment.get("JAVA25_HOME")));
    }
    Path beside = running.toAbsolutePath().getParent();
    try (Stream<Path> siblings = Files.list(beside)) {
      siblings.filter(path -> !Files.isSymbolicLink(path)).sorted().forEach(homes::add);
    } catch (IOException e) {
      // Not listable: the running JDK has no neighbours for us.
    }
    return homes;
  }
}
