package org.heapsnapshot.cli;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.observe.MachineFact;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of {@code build} about the machine it runs on. */
final class MachineOptions {
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
    return new FactOptions(variables, guards, allowed);
  }
}
