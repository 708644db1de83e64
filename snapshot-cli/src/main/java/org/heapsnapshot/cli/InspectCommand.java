package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.heapsnapshot.cli.text.HtmlPage;
import org.heapsnapshot.cli.text.InspectText;
import org.heapsnapshot.core.report.ImageReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapshot inspect}. */
@Command(
    name = "inspect",
    description =
        "Shows what is in an image: which initializers are skipped and what that saves, which are"
            + " not and why, what it depends on, and what takes its space.")
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "IMG", description = "The image.")
  private Path image;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write everything as one self-contained page.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    ImageReport report = ImageReport.read(image);
    long bytes = Files.size(image);
    PrintWriter out = spec.commandLine().getOut();
    if (html != null) {
      Files.writeString(html, HtmlPage.of(report, image, bytes), StandardCharsets.UTF_8);
    }
    if (json) {
      out.print(report.toJson());
    } else if (html == null) {
      out.print(InspectText.of(report, image, bytes));
    }
    return ExitCode.DONE;
  }
}
