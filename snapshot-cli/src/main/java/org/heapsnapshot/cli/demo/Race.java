package org.heapsnapshot.cli.demo;

import java.time.Duration;
import java.util.List;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;

/**
 * Starts the contenders in turn, so that whatever else the machine does falls on all of them alike,
 * and checks that every start prints the same.
 */
final class Race {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<Contender> contenders;
  private String output;

  Race(List<Contender> contenders) {
    this.contenders = contenders;
  }

  /**
   * One start of each that does not count, then {@code starts} of each that do.
   *
   * @return what the program prints
   * @throws SnapshotException when a start fails or prints something else
   */
  String run(int starts, Progress progress) {
    progress.stage("start");
    for (int round = 0; round <= starts; round++) {
      progress.note(round == 0 ? "warming up" : "start " + round + " of " + starts);
      for (Contender contender : contenders) {
        long nanos = start(contender);
        if (round > 0) {
          contender.took(nanos);
        }
      }
    }
    return output;
  }

  private long start(Contender contender) {
    ChildResult result = ChildJvm.of(contender.command()).timeout(LIMIT).run();
    if (!result.succeeded()) {
      throw new SnapshotException(
          "a start of '"
              + contender.name()
              + "' ended with "
              + result.describe()
              + ": "
              + result.lastLines(3));
    }
    if (output == null) {
      output = result.output();
    } else if (!output.equals(result.output())) {
      throw new SnapshotException(
          "a start of '" + contender.name() + "' printed something else: " + result.lastLines(3));
    }
    return result.nanos();
  }
}
