package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How failures reach the user: one message on standard error and an exit code. */
final class Failures {
  private Failures() {}

  /** A command line that was not understood: what is wrong, what was meant, where the help is. */
  static int usage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("snapshot: " + failure.getMessage());
    List<String> meant =
        CommandLine.UnmatchedArgumentException.class.isInstance(failure)
            ? ((CommandLine.UnmatchedArgumentException) failure).getSuggestions()
            : List.of();
    if (!meant.isEmpty()) {
      err.println(
          "Did you mean " + String.join(" or ", meant.subList(0, Math.min(3, meant.size()))) + "?");
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  /** A command that failed. */
  static int print(Exception failure, PrintWriter err, boolean stacktrace) {
    err.println("snapshot: " + message(failure));
    if (stacktrace) {
      failure.printStackTrace(err);
    } else if (!isExpected(failure)) {
      err.println("This is a defect of the tool; --stacktrace shows where.");
    }
    return ExitCode.FAILED;
  }

  private static boolean isExpected(Exception failure) {
    return failure instanceof SnapshotException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException;
  }

  private static String message(Exception failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      return message(unchecked.getCause());
    }
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file or directory " + missing.getFile();
    }
    if (failure instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " was denied";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    if (failure instanceof SnapshotException && failure.getMessage() != null) {
      return failure.getMessage();
    }
    return failure.toString();
  }
}
