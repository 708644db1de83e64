package org.heapsnapshot.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import org.heapsnapshot.cli.text.ExplainText;
import org.heapsnapshot.cli.text.NearMisses;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapshot explain}. */
@Command(
    name = "explain",
    description =
        "Explains why the initializer of a class is skipped or not: what was found, where, and what"
            + " you can do about it.")
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IMG", description = "The image.")
  private Path image;

  @Parameters(
      index = "1",
      paramLabel = "CLASS",
      description = "Name of the class, with dots or slashes.")
  private String className;

  @Override
  public Integer call() {
    ImageReport report = ImageReport.read(image);
    String name = binaryName(className);
    if (report.verdicts().stream().noneMatch(v -> v.className().equals(name))) {
      if (!isInImage(name)) {
        throw new SnapshotException(unknown(name, report));
      }
      spec.commandLine().getOut().print(ExplainText.ofUntrained(name));
      return ExitCode.DONE;
    }
    spec.commandLine().getOut().print(ExplainText.of(report, name));
    return ExitCode.DONE;
  }

  private boolean isInImage(String name) {
    try (ZipFile zip = new ZipFile(image.toFile())) {
      return zip.getEntry(name.replace('.', '/') + ".class") != null;
    } catch (IOException e) {
      throw new SnapshotException("Cannot read " + image + ": " + e.getMessage(), e);
    }
  }

  private static String binaryName(String text) {
    String name = text.endsWith(".class") ? text.substring(0, text.length() - 6) : text;
    return name.replace('/', '.');
  }

  private String unknown(String name, ImageReport report) {
    List<String> near =
        NearMisses.of(name, report.verdicts().stream().map(Verdict::className).toList());
    String message =
        image
            + " holds no class "
            + name
            + ", and none of that name was observed when it was built";
    return near.isEmpty() ? message : message + "; did you mean " + String.join(", ", near) + "?";
  }
}
