package org.heapsnapshot.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TargetJdk;

/** The command line tool, run as a user runs it, on the JDK that runs us. */
final class CommandLineTool {
  private final Path jar;

  /**
   * @throws IOException if the jar is not there
   */
  CommandLineTool(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + " is missing: run `mvn package` first");
    }
    this.jar = jar.toAbsolutePath();
  }

  /**
   * Runs a command in a directory.
   *
   * @return its standard output
   * @throws IOException if it fails, with the last lines it printed
   */
  String run(Path directory, Duration timeout, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(TargetJdk.of(null).launcher().toString());
    command.addAll(List.of("-Xmx1g", "-jar", jar.toString()));
    command.addAll(arguments);
    ChildResult result = ChildJvm.of(command).in(directory).timeout(timeout).run();
    if (!result.succeeded()) {
      throw new IOException(
          "snapshot " + arguments.get(0) + ": " + result.describe() + "\n" + result.lastLines(20));
    }
    return result.output();
  }
}
