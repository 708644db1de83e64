package org.heapsnapshot.core.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.heapsnapshot.core.KryoStreams;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.agent.ChildTask;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.ArgumentString;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.ObservedJvm;

/**
 * Stage: runs the program with the agent, once for each set of arguments, and merges what the runs
 * loaded, initialized and opened. Used from one thread.
 */
public final class Train {
  private final ObservedJvm jvm;
  private final ClassPath classPath;
  private final Path work;
  private final Progress progress;

  /**
   * @param work an existing directory for files between the processes
   */
  public Train(ObservedJvm jvm, ClassPath classPath, Path work, Progress progress) {
    this.jvm = jvm;
    this.classPath = classPath;
    this.work = work;
    this.progress = progress;
  }

  /**
   * Runs the program.
   *
   * @param runs the arguments of each run, as one string
   * @param until regular expression of a line of output that ends a run, or null
   * @throws SnapshotException when a run fails, hangs, or hands nothing back
   */
  public Profile run(List<String> runs, String until, Duration timeout) {
    List<Profile> profiles = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      progress.note("run " + (i + 1) + " of " + runs.size() + ": " + runs.get(i));
      profiles.add(runOnce(i, runs.get(i), until, timeout));
    }
    return merge(runs, profiles);
  }

  private Profile runOnce(int index, String arguments, String until, Duration timeout) {
    Path taskFile = work.resolve("train-" + index + ".task");
    Path output = work.resolve("train-" + index + ".out");
    KryoStreams.write(
        new ChildTask(
            "train",
            output.toString(),
            classPath.mainClass(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            false,
            0,
            0,
            "",
            new ArrayList<>(),
            new LinkedHashMap<>()),
        taskFile);
    List<String> command =
        jvm.command(
            taskFile,
            List.of("-Xshare:auto"),
            classPath.entries(),
            classPath.mainClass(),
            ArgumentString.split(arguments));
    ChildJvm child = ChildJvm.of(command).timeout(timeout);
    if (until != null) {
      child = child.until(Pattern.compile(until));
    }
    ChildResult result = child.run();
    if (!result.succeeded() || !Files.exists(output)) {
      throw new SnapshotException(failure(arguments, until, result));
    }
    return KryoStreams.read(output, Profile.class);
  }

  private static String failure(String arguments, String until, ChildResult result) {
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

  /** First run first; costs are the largest of any run. */
  static Profile merge(List<String> runs, List<Profile> profiles) {
    Set<String> loaded = new LinkedHashSet<>();
    Set<String> resources = new LinkedHashSet<>();
    Map<String, Profile.Initialized> initialized = new LinkedHashMap<>();
    List<Profile.PropertySet> set = new ArrayList<>();
    for (Profile profile : profiles) {
      loaded.addAll(profile.loaded());
      resources.addAll(profile.resources());
      set.addAll(profile.propertiesSet());
      for (Profile.Initialized i : profile.initialized()) {
        initialized.merge(i.className(), i, (a, b) -> a.totalNanos() >= b.totalNanos() ? a : b);
      }
    }
    return new Profile(
        List.copyOf(runs),
        List.copyOf(loaded),
        List.copyOf(initialized.values()),
        List.copyOf(resources),
        List.copyOf(set));
  }
}
