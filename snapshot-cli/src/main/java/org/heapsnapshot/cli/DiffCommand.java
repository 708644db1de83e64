package org.heapsnapshot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.heapsnapshot.cli.text.DiffText;
import org.heapsnapshot.core.report.ImageReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapshot diff}. */
@Command(
    name = "diff",
    description =
        "Shows what changed between two images: which initializers are restored now or no more, and"
            + " why, guards, sizes and counts.")
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "The older image.")
  private Path older;

  @Parameters(index = "1", paramLabel = "B", description = "The newer image.")
  private Path newer;

  @Override
  public Integer call() throws IOException {
    ImageReport before = ImageReport.read(older);
    ImageReport after = ImageReport.read(newer);
    spec.commandLine()
        .getOut()
        .print(DiffText.of(before, Files.size(older), after, Files.size(newer)));
    return ExitCode.DONE;
  }
}
