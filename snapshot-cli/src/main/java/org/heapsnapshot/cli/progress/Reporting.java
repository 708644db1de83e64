package org.heapsnapshot.cli.progress;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.Function;
import org.heapsnapshot.core.Progress;
import picocli.CommandLine.Model.CommandSpec;

/** Chooses how a long job reports. */
public final class Reporting {
  private Reporting() {}

  /**
   * Does a job, reporting to the standard error of a command: with a bar on a terminal, in plain
   * lines elsewhere, or not at all.
   */
  public static <T> T during(boolean quiet, CommandSpec spec, Function<Progress, T> job) {
    PrintWriter err = spec.commandLine().getErr();
    if (quiet) {
      return job.apply(Progress.NONE);
    }
    if (!isTerminal(System.console(), System.getenv())) {
      return job.apply(new LineProgress(err, System::nanoTime));
    }
    try (BarProgress bar = new BarProgress(spec.name(), err)) {
      return job.apply(bar);
    }
  }

  /** Whether a line can be overwritten: a console that is a terminal, and not a build server's. */
  static boolean isTerminal(Console console, Map<String, String> environment) {
    return console != null
        && isTerminal(console)
        && !environment.containsKey("CI")
        && !"dumb".equals(environment.get("TERM"));
  }

  /** From JDK 22 on there is a console where there is no terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
