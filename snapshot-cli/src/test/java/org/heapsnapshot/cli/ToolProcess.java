package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;

/** The packaged tool as a process, and what the process tests start with it. Thread-safe. */
final class ToolProcess {
  /** The tool. */
  static final Path TOOL = Path.of(System.getProperty("snapshot.jar"));

  /** The fixture programs; {@code Main-Class} is the one with every kind of state. */
  static final Path PROGRAM = Path.of(System.getProperty("snapshot.testkit.jar"));

  private ToolProcess() {}

  /** Runs a command line of the tool on a JDK. */
  static JavaProcess run(TestJdk jdk, Path directory, String... args) {
    return run(jdk, directory, List.of(), args);
  }

  /** The same with options for the tool's own JVM. */
  static JavaProcess run(TestJdk jdk, Path directory, List<String> jvmOptions, String... args) {
    List<String> arguments = new ArrayList<>(jvmOptions);
    arguments.addAll(List.of("-jar", TOOL.toString()));
    arguments.addAll(List.of(args));
    return JavaProcess.run(jdk, directory, arguments);
  }

  /** The lines of standard error that speak to the user. */
  static List<String> messages(JavaProcess process) {
    return process.err().lines().filter(line -> line.startsWith("snapshot: ")).toList();
  }

  /** The names of the files in a directory, sorted; hidden ones too. */
  static List<String> files(Path directory) {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
