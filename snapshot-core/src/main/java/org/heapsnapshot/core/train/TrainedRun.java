package org.heapsnapshot.core.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.ArgumentString;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.ObservedJvm;

/**
 * How a training run is started. Immutable.
 *
 * @param until regular expression of a line of output that ends a run, or null
 * @param timeout the most time it may take
 */
public record TrainedRun(
    ObservedJvm jvm, List<Path> classPath, String mainClass, String until, Duration timeout) {

  /**
   * Runs the program once with the agent.
   *
   * @param output what the agent writes
   * @param arguments of the program, as one string
   * @throws SnapshotException when the run fails, hangs, or hands nothing back
   */
  public void run(Path taskFile, Path output, String arguments) {
    List<String> command =
        jvm.command(
            taskFile,
            List.of("-Xshare:auto"),
            classPath,
            mainClass,
            ArgumentString.split(arguments));
    ChildJvm child = ChildJvm.of(command).timeout(timeout);
    if (until != null) {
      child = child.until(Pattern.compile(until));
    }
    ChildResult result = child.run();
    if (!result.succeeded() || !Files.exists(output)) {
      throw new SnapshotException(failure(arguments, result));
    }
  }

  private String failure(String arguments, ChildResult result) {
    String advice =
        result.timedOut() && until == null
            ? "a program that does not end by itself needs --train-until REGEX, a slow one"
                + " --train-timeout SECONDS"
            : result.timedOut()
                ? "no line of its output matched " + until + " in time"
                : "start it by hand with the same arguments to see why";
    return "The training run with arguments \""
        + arguments
        + "\" did not succeed: "
        + result.describe()
        + "; "
        + advice
        + ". Its last output:\n"
        + result.lastLines(12).indent(2).stripTrailing();
  }
}
