package org.heapsnapshot.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JDK to run programs on, in child processes that are bounded. */
record Jvm(int feature, Path home) {
  /** What a process left. */
  record Result(int exit, String out, String err) {}

  /** The JDKs found: one of each of the releases 17 and 25. */
  static List<Jvm> all() {
    Map<Integer, Jvm> found = new TreeMap<>();
    Path own = Path.of(System.getProperty("java.home"));
    List<Path> homes = new ArrayList<>(List.of(own));
    String listed = System.getenv("SNAPSHOT_TEST_JDKS");
    if (listed != null) {
      for (String home : listed.split(File.pathSeparator)) {
        homes.add(Path.of(home));
      }
    }
    if (System.getenv("JAVA25_HOME") != null) {
      homes.add(Path.of(System.getenv("JAVA25_HOME")));
    }
    try (Stream<Path> siblings = Files.list(own.getParent())) {
      siblings.sorted().forEach(homes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path home : homes) {
      int feature = feature(home);
      if (feature == 17 || feature == 25) {
        found.putIfAbsent(feature, new Jvm(feature, home));
      }
    }
    return List.copyOf(found.values());
  }

  private static int feature(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(release)) {
        if (line.startsWith("JAVA_VERSION=\"")) {
          return Integer.parseInt(line.substring(14).split("[.\"]")[0]);
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }

  /** Runs {@code java} with a small heap in a directory. */
  Result run(Path directory, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.add("-Xmx256m");
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("jvm", ".out");
    Path err = Files.createTempFile("jvm", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "hangs: " + command);
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
