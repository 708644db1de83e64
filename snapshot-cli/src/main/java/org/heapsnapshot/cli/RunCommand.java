package org.heapsnapshot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.archive.ImageLaunch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapshot run}. */
@Command(
    name = "run",
    description = "Starts a program from its image with the right options of the JVM.",
    customSynopsis =
        "snapshot run [--baseline] [--java-home=DIR] [--jvm-arg=ARG]... IMG [-- ARGS...]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"*:the program's own; 128 + N when signal N ended it"})
final class RunCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "IMG", description = "The image.")
  private Path image;

  @Parameters(
      index = "1..*",
      paramLabel = "ARGS",
      description = "Arguments of the program; after -- they may begin with a dash.")
  private List<String> args = new ArrayList<>();

  @Option(names = "--baseline", description = "Initialize the ordinary way, for comparison.")
  private boolean baseline;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description = "The JDK to run on; by default the one this tool runs on.")
  private Path javaHome;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "A further option for the JVM. Repeatable.")
  private List<String> jvmArgs = new ArrayList<>();

  @Override
  public Integer call() {
    if (!Files.isRegularFile(image)) {
      throw new SnapshotException("there is no image at " + image);
    }
    return ForegroundProcess.run(
        ImageLaunch.command(image, javaHome, baseline, List.copyOf(jvmArgs), List.copyOf(args)));
  }
}
