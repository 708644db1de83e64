package org.heapsnapshot.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.heapsnapshot.cli.progress.Reporting;
import org.heapsnapshot.cli.text.EstimateText;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.EstimateSummary;
import org.heapsnapshot.core.SnapshotBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code snapshot estimate}. */
@Command(
    name = "estimate",
    description =
        "Runs a program once, traced, and says what an image could save at most against the best"
            + " archive that the JDK itself offers, initializer by initializer.",
    footerHeading = "%nExample:%n",
    footer = "  snapshot estimate --jar app.jar --train \"--help\"%n")
final class EstimateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ProgramOptions program;
  @Mixin private Quiet quiet;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many initializers to list (default: ${DEFAULT-VALUE}).")
  private int top;

  @Override
  public Integer call() {
    if (program.train.isEmpty()) {
      program.train.add("");
    }
    BuildRequest request =
        program.request(spec.commandLine(), ProgramOptions.Extra.NONE, Path.of("estimate"));
    EstimateSummary summary =
        Reporting.during(
            quiet.on(), spec, progress -> new SnapshotBuild(request, progress).estimate());
    spec.commandLine().getOut().print(EstimateText.of(summary, top));
    return ExitCode.DONE;
  }
}
