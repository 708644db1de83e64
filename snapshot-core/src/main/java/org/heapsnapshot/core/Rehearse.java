package org.heapsnapshot.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.heapsnapshot.core.agent.ChildTask;
import org.heapsnapshot.core.observe.Candidate;
import org.heapsnapshot.core.observe.Conviction;
import org.heapsnapshot.core.observe.Rehearsal;
import org.heapsnapshot.core.train.TrainedRun;

/**
 * Runs the training runs once more, to see whether initializers leave there what they left when
 * they were observed. Used from one thread.
 */
final class Rehearse {
  /**
   * Which net a test does without: this one, or another, whose catch this would find; see
   * CONTRIBUTING.
   */
  private static final String WITHOUT = System.getProperty("snapshot.test.without", "");

  private static final String REPEATED =
      "A training run succeeded once, and not when it was repeated to compare what initializers"
          + " leave. If it cannot be repeated, run train -o FILE first, and build with --profile"
          + " FILE. ";

  private final TrainedRun run;
  private final List<String> arguments;
  private final Set<String> trusted;
  private final Consumer<String> failed;
  private final Path work;

  /**
   * @param run of the program as it was observed
   * @param arguments of each run
   * @param trusted classes whose differences the user answers for
   * @param failed is told why a run failed; null for one that must not
   * @param work an existing directory for files between the processes
   */
  Rehearse(
      TrainedRun run,
      List<String> arguments,
      List<String> trusted,
      Consumer<String> failed,
      Path work) {
    this.run = run;
    this.arguments = arguments;
    this.trusted = Set.copyOf(trusted);
    this.failed = failed;
    this.work = work;
  }

  /**
   * The classes of a heap that a training run leaves in another state.
   *
   * @throws SnapshotException when a run fails or hangs that must not
   */
  List<Conviction> check(Candidate candidate) {
    List<Conviction> convictions = new ArrayList<>();
    if (!WITHOUT.isEmpty()) {
      return convictions;
    }
    for (String each : arguments) {
      try {
        convictions.addAll(once(candidate, each));
      } catch (SnapshotException e) {
        if (failed == null) {
          throw new SnapshotException(REPEATED + e.getMessage(), e);
        }
        failed.accept(e.getMessage());
      }
    }
    convictions.removeIf(c -> trusted.contains(c.className()));
    return convictions;
  }

  private List<Conviction> once(Candidate candidate, String each) {
    Path taskFile = work.resolve("rehearse.task");
    Path output = work.resolve("rehearse.out");
    try {
      Files.deleteIfExists(output); // Of a run that failed.
      KryoStreams.write(candidate, Rehearsal.candidateOf(output));
      KryoStreams.write(
          ChildTask.toRun("rehearse", output.toString(), run.mainClass(), List.of()), taskFile);
      run.run(taskFile, output, each);
      List<Conviction> convictions = KryoStreams.read(output, Rehearsal.class).convictions();
      Files.delete(output);
      return convictions;
    } catch (IOException e) {
      throw new SnapshotException("Cannot remove " + output + ": " + e.getMessage(), e);
    }
  }
}
