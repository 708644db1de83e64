package org.heapsnapshot.core.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.KryoStreams;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.agent.ChildTask;
import org.heapsnapshot.core.classpath.ClassPath;
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
        ChildTask.toRun("train", output.toString(), classPath.mainClass(), List.of()), taskFile);
    new TrainedRun(jvm, classPath.entries(), classPath.mainClass(), until, timeout)
        .run(taskFile, output, arguments);
    return KryoStreams.read(output, Profile.class);
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
