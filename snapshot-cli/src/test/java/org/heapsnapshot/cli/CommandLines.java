package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.core.report.ImageReport;
import picocli.CommandLine;

/** Runs the command line in this process. */
final class CommandLines {
  private CommandLines() {}

  /** What a command line did. */
  record Result(int code, String out, String err) {}

  static Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = commandLine(out, err).execute(args);
    return new Result(code, out.toString(), err.toString());
  }

  /** The object of a subcommand after parsing; the command does not run. */
  static <T> T parsed(Class<T> type, String... args) {
    CommandLine line = commandLine(new StringWriter(), new StringWriter());
    CommandLine.ParseResult result = line.parseArgs(args);
    return type.cast(result.subcommand().commandSpec().userObject());
  }

  /** A file that {@code inspect} and {@code explain} take for an image. */
  static Path image(Path file, ImageReport report, String... classFiles) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(ImageReport.ENTRY));
      zip.write(report.toJson().getBytes(StandardCharsets.UTF_8));
      for (String name : classFiles) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
    return file;
  }

  private static CommandLine commandLine(StringWriter out, StringWriter err) {
    return SnapshotCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
