package org.heapsnapshot.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code snapshot} without a subcommand, and what all subcommands share. */
@Command(
    name = "snapshot",
    description = "Makes Java programs start from the state their static initializers would build.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ToolVersion.class,
    usageHelpAutoWidth = true,
    subcommands = {
      EstimateCommand.class,
      TrainCommand.class,
      BuildCommand.class,
      RunCommand.class,
      VerifyCommand.class,
      InspectCommand.class,
      ExplainCommand.class,
      DiffCommand.class,
      BenchCommand.class,
      DemoCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, with the reason on standard error",
      "2:the command line was not understood"
    })
final class SnapshotCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure too.")
  private boolean stacktrace;

  /** The whole command line, writing to these. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    SnapshotCommand top = new SnapshotCommand();
    CommandLine line = new CommandLine(top);
    line.setOut(out);
    line.setErr(err);
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Failures::usage);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> Failures.print(failure, command.getErr(), top.stacktrace));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
