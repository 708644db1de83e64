package org.heapsnapshot.core.archive;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.ArgumentString;

/**
 * The runs that an archive is trained with.
 *
 * @param runs the arguments of each run; empty when there are none to train with
 * @param until a run is ended once a line of its output matches, or null
 * @param timeout the most time a run may take
 */
public record TrainingRuns(List<List<String>> runs, Pattern until, Duration timeout) {
  /** No run takes longer unless the user says so. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  /** Copies the lists. */
  public TrainingRuns {
    runs = runs.stream().map(List::copyOf).toList();
    timeout = timeout == null ? DEFAULT_TIMEOUT : timeout;
  }

  /**
   * As the options give them.
   *
   * @param runs the arguments of each run as one string a run
   * @param untilOrNull a regular expression
   * @throws SnapshotException if a string or the expression cannot be read
   */
  public static TrainingRuns of(List<String> runs, String untilOrNull, Duration timeout) {
    try {
      Pattern until = untilOrNull == null ? null : Pattern.compile(untilOrNull);
      return new TrainingRuns(runs.stream().map(ArgumentString::split).toList(), until, timeout);
    } catch (PatternSyntaxException e) {
      throw new SnapshotException(
          "--train-until " + untilOrNull + " is no regular expression: " + e.getMessage(), e);
    }
  }
}
