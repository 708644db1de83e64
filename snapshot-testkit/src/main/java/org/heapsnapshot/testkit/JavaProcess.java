package org.heapsnapshot.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM run to its end. What it prints goes to files, so that no pipe can fill up and no
 * thread is needed.
 *
 * @param exitCode its exit code, -1 when it was killed because the time was over
 * @param out its standard output
 * @param err its standard error
 */
public record JavaProcess(int exitCode, String out, String err) {
  /** For those that hang: a build of the largest fixture takes minutes on a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Runs {@code java arguments...} in a working directory, for ten minutes at most. */
  public static JavaProcess run(TestJdk jdk, Path directory, List<String> arguments) {
    return run(jdk, directory, arguments, Map.of(), "", LIMIT);
  }

  /**
   * Runs {@code java arguments...}.
   *
   * @param directory its working directory
   * @param environment variables added to those of this process; the options that a JVM takes from
   *     the environment are not passed on
   * @param input its standard input
   * @param limit when it is killed
   */
  public static JavaProcess run(
      TestJdk jdk,
      Path directory,
      List<String> arguments,
      Map<String, String> environment,
      String input,
      Duration limit) {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx512m"));
    command.addAll(arguments);
    try {
      Path scratch = Files.createTempDirectory("java-process");
      try {
        return run(command, directory, environment, input, limit, scratch);
      } finally {
        for (String name : List.of("in", "out", "err")) {
          Files.deleteIfExists(scratch.resolve(name));
        }
        Files.delete(scratch);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot run " + command, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, interrupted);
    }
  }

  private static JavaProcess run(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      String input,
      Duration limit,
      Path scratch)
      throws IOException, InterruptedException {
    Path in = Files.writeString(scratch.resolve("in"), input);
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return new JavaProcess(ended ? process.exitValue() : -1, read(out), read(err));
  }

  /** The lines of standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }

  private static String read(Path file) throws IOException {
    // Not Files.readString: a child may print bytes that are no UTF-8.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
