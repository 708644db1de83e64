package org.heapsnapshot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.observe.MachineFact;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of {@code build} about the machine it runs on, and what the program does not show. */
final class MachineOptions {
  private static final Pattern FIELD =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)+");

  @Option(
      names = "--train-env",
      paramLabel = "NAME",
      description =
          "An environment variable that initializers may read at build; otherwise they see none of"
              + " ours. Each start is held to its value. Repeatable.")
  private List<String> variables = new ArrayList<>();

  @Option(
      names = "--guard",
      split = ",",
      paramLabel = "FACT",
      description =
          "A fact of this machine that every start may be held to, so that initializers may read"
              + " it: processors, max-memory, host, locale, timezone, user.home, user.name,"
              + " user.dir, java.io.tmpdir, java.home, java.library.path, os.version,"
              + " java.awt.headless, env:NAME. Repeatable.")
  private List<String> guards = new ArrayList<>();

  @Option(
      names = "--allow-captured",
      split = ",",
      paramLabel = "NAME",
      description =
          "A class, a static field (CLASS.FIELD), or a fact, for which the image may hold what the"
              + " search for secrets finds. Repeatable.")
  private List<String> allowed = new ArrayList<>();

  @Option(
      names = "--memo",
      split = ",",
      paramLabel = "CLASS.FIELD",
      description =
          "A static field that only saves time: a cache whose missing entries are computed again,"
              + " equal to what they were. The image holds it without what initializers of other"
              + " classes put into it. Repeatable.")
  private List<String> memos = new ArrayList<>();

  /** The options, or a usage error. */
  FactOptions checked(CommandLine command) {
    for (String name : guards) {
      if (!MachineFact.isKnown(name)) {
        throw new ParameterException(
            command,
            "--guard: '"
                + name
                + "' is no fact that can be a guard; there are "
                + String.join(", ", MachineFact.names()));
      }
    }
    for (String name : variables) {
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw new ParameterException(
            command, "--train-env: '" + name + "' is not the name of an environment variable");
      }
    }
    for (String name : memos) {
      if (!FIELD.matcher(name).matches()) {
        throw new ParameterException(
            command, "--memo: '" + name + "' is not of the form CLASS.FIELD");
      }
    }
    return new FactOptions(variables, guards, allowed, memos);
  }
}
