package org.heapsnapshot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.heapsnapshot.cli.progress.Reporting;
import org.heapsnapshot.cli.text.VerifyText;
import org.heapsnapshot.core.SnapshotVerify;
import org.heapsnapshot.core.VerifySummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapshot verify}. */
@Command(
    name = "verify",
    description =
        "Compares the state that an image restores with the state that the initializers build, and"
            + " looks up every key of every hashed collection.",
    exitCodeList = {
      "0:the states are the same",
      "1:they differ, or could not be compared",
      "2:the command line was not understood"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Quiet quiet;

  @Parameters(paramLabel = "IMG", description = "The image.")
  private Path image;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description = "The JDK to verify on; by default the one this tool runs on.")
  private Path javaHome;

  @Option(
      names = "--extension",
      paramLabel = "JAR",
      description = "A jar of an extension that the image was built with. Repeatable.")
  private List<Path> extensions = new ArrayList<>();

  @Override
  public Integer call() {
    VerifySummary summary =
        Reporting.during(
            quiet.on(),
            spec,
            progress -> new SnapshotVerify(image, javaHome, extensions, progress).verify());
    spec.commandLine().getOut().print(VerifyText.of(summary));
    return summary.clean() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
