package org.heapsnapshot.core.archive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;

/**
 * How long whole processes of the unmodified program take with the best stock archive, and how much
 * of that is spent in initializers (class loading inside them included), as the JVM's own counters
 * have it: {@code sun.cls.classInitTime}, saved at exit and read with the JDK's {@code jstat}.
 */
public final class InitializerTime {
  /** Starts that are measured; the first of all does not count. */
  public static final int DEFAULT_STARTS = 5;

  private static final Pattern COUNTER =
      Pattern.compile(
          "^(sun\\.cls\\.classInitTime|sun\\.os\\.hrt\\.frequency)=(\\d+)$", Pattern.MULTILINE);

  private final TargetJdk jdk;
  private final List<String> jvmArgs;

  /**
   * What was measured; medians.
   *
   * @param wallMillis a whole process
   * @param initializerMillis of that in initializers of program classes, at most; the JDK's own,
   *     taken from a start of the JVM alone, are left out
   * @param archive {@code its AOT cache}, {@code its AppCDS archive} or {@code no archive}
   * @param starts how many processes
   */
  public record Measured(double wallMillis, double initializerMillis, String archive, int starts) {}

  /**
   * @param jvmArgs the user's further flags of every start
   */
  public InitializerTime(TargetJdk jdk, List<String> jvmArgs) {
    this.jdk = jdk;
    this.jvmArgs = List.copyOf(jvmArgs);
  }

  /**
   * Trains the stock archive and measures.
   *
   * @param original the unmodified program
   * @param training its first run is the one that is measured; there must be one
   * @param starts at least 1
   * @throws SnapshotException if a start fails or hangs, or the JVM has no such counter
   */
  public Measured measure(ClassPath original, TrainingRuns training, int starts) {
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-estimate")) {
      StockProgram stock =
          StockProgram.train(jdk, jvmArgs, original, training, work.path(), new ArrayList<>());
      Path counters = work.path().resolve("counters.hsperf");
      List<String> program = new ArrayList<>(stock.command());
      program.addAll(1, counting(counters));
      program.addAll(training.runs().get(0));
      List<String> alone = new ArrayList<>(List.of(jdk.launcher().toString()));
      alone.addAll(counting(counters));
      alone.add("-version");
      double[] wall = new double[starts];
      double[] inside = new double[starts];
      for (int i = -1; i < starts; i++) {
        ChildResult run = start(program, training);
        double initializers = read(counters) - ofTheJvm(alone, training, counters);
        if (i >= 0) {
          wall[i] = run.nanos() / 1e6;
          inside[i] = Math.max(0, initializers);
        }
      }
      return new Measured(
          StockComparison.median(wall),
          StockComparison.median(inside),
          stock.archiveName(),
          starts);
    }
  }

  private static List<String> counting(Path file) {
    return List.of("-XX:+UsePerfData", "-XX:+PerfDataSaveToFile", "-XX:PerfDataSaveFile=" + file);
  }

  private double ofTheJvm(List<String> alone, TrainingRuns training, Path counters) {
    start(alone, training);
    return read(counters);
  }

  private static ChildResult start(List<String> command, TrainingRuns training) {
    ChildResult result =
        ChildJvm.of(command).timeout(training.timeout()).until(training.until()).run();
    if (!result.succeeded()) {
      throw new SnapshotException(
          "a start to measure did not succeed: " + result.describe() + "\n" + result.lastLines(5));
    }
    return result;
  }

  /** Milliseconds in initializers. */
  private double read(Path counters) {
    Path jstat = jdk.home().resolve("bin").resolve("jstat");
    if (!Files.isExecutable(jstat) || !Files.exists(counters)) {
      throw new SnapshotException(
          "the JVM's counters cannot be read: "
              + (Files.exists(counters) ? jstat + " is missing" : "it saved none")
              + "; estimate needs a whole JDK, not a run-time image");
    }
    ChildResult printed =
        ChildJvm.of(
                jstat.toString(),
                "-J-Djstat.showUnsupported=true",
                "-snap",
                counters.toUri().toString())
            .timeout(TrainingRuns.DEFAULT_TIMEOUT)
            .run();
    double ticks = -1;
    double frequency = -1;
    Matcher matcher = COUNTER.matcher(printed.output());
    while (matcher.find()) {
      if (matcher.group(1).startsWith("sun.cls")) {
        ticks = Double.parseDouble(matcher.group(2));
      } else {
        frequency = Double.parseDouble(matcher.group(2));
      }
    }
    if (ticks < 0 || frequency <= 0) {
      throw new SnapshotException(
          "this JVM does not tell sun.cls.classInitTime: " + printed.lastLines(3));
    }
    return ticks * 1000 / frequency;
  }
}
