package org.heapsnapshot.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.heapsnapshot.cli.progress.Reporting;
import org.heapsnapshot.cli.text.TrainText;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.SnapshotBuild;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.core.train.ProfileText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code snapshot train}. */
@Command(
    name = "train",
    description =
        "Runs a program and records what it loads and initializes, and what that costs, in a text"
            + " file made to be committed.",
    footerHeading = "%nExample:%n",
    footer = "  snapshot train --jar app.jar --train \"--help\" -o app.profile%n")
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ProgramOptions program;
  @Mixin private Quiet quiet;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PROFILE",
      description = "The profile to write.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    BuildRequest request = request();
    Profile profile =
        Reporting.during(
            quiet.on(), spec, progress -> new SnapshotBuild(request, progress).train());
    ProfileText.write(profile, output);
    spec.commandLine().getOut().print(TrainText.of(profile, output));
    return ExitCode.DONE;
  }

  /** Without {@code --train} the program runs once, without arguments. */
  BuildRequest request() {
    if (program.train.isEmpty()) {
      program.train.add("");
    }
    return program.request(spec.commandLine(), ProgramOptions.Extra.NONE, output);
  }
}
