package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.heapsnapshot.cli.demo.Demo;
import org.heapsnapshot.cli.progress.Reporting;
import org.heapsnapshot.core.SnapshotException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snapshot demo}. */
@Command(
    name = "demo",
    description =
        "Builds an image of a bundled program whose initializers are worth skipping, starts it with"
            + " and without, and prints the comparison.")
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Quiet quiet;

  @Option(
      names = {"-n", "--starts"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many starts of each kind to measure (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description = "The JDK to show it on; by default the one this tool runs on.")
  private Path javaHome;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Leave the program, its image and the archives in this directory.")
  private Path keep;

  @Override
  public Integer call() throws IOException {
    if (starts < 1) {
      throw new ParameterException(spec.commandLine(), "--starts: " + starts + " is less than 1");
    }
    Path directory =
        keep == null
            ? Files.createTempDirectory("snapshot-demo")
            : Files.createDirectories(keep.toAbsolutePath());
    try {
      Path jar = unpacked(directory.resolve("example.jar"));
      String text =
          Reporting.during(
              quiet.on(),
              spec,
              progress -> new Demo(jar, directory, javaHome, starts).run(progress));
      spec.commandLine().getOut().print(text);
    } finally {
      if (keep == null) {
        delete(directory);
      }
    }
    return ExitCode.DONE;
  }

  private static Path unpacked(Path jar) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream("example.jar")) {
      if (in == null) {
        throw new SnapshotException(
            "the example is missing: it is in snapshot.jar only, which 'mvn package' makes");
      }
      Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
      return jar;
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> below;
    try (Stream<Path> walk = Files.walk(directory)) {
      below = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : below) {
      Files.deleteIfExists(path);
    }
  }
}
