package org.heapsnapshot.core.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;

/**
 * Compares whole processes: image and archive against the unmodified jars with the best archive
 * their JDK offers, trained with the same run. The starts alternate, so that what else the machine
 * does meets both sides.
 */
public final class StockComparison {
  /**
   * Starts of each side; the median of five tells a gain from noise, and a build can wait for it.
   */
  public static final int DEFAULT_PAIRS = 5;

  /** A gain or a loss smaller than this is none. */
  private static final double MARGIN = 0.03;

  /** On a noisy machine the median says little; this share of the pairs must say the same. */
  private static final double AGREEING = 0.8;

  private final TargetJdk jdk;
  private final List<String> jvmArgs;

  /**
   * @param jvmArgs the user's further flags of every start, the same on both sides
   */
  public StockComparison(TargetJdk jdk, List<String> jvmArgs) {
    this.jdk = jdk;
    this.jvmArgs = List.copyOf(jvmArgs);
  }

  /**
   * Trains the stock archive and measures.
   *
   * @param original the unmodified program
   * @param image what the build made of it
   * @param training its first run is the one that is measured; there must be one
   * @param pairs how many starts of each side, at least 1
   * @throws SnapshotException if a start hangs, or the two sides do not end alike
   */
  public StockResult compare(
      ClassPath original, WrittenArchive image, TrainingRuns training, int pairs) {
    if (training.runs().isEmpty() || pairs < 1) {
      throw new SnapshotException("nothing to compare: no training run");
    }
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-stock")) {
      StockProgram stock =
          StockProgram.train(jdk, jvmArgs, original, training, work.path(), new ArrayList<>());
      List<String> ours = List.of(jdk.launcher().toString(), "@" + image.args());
      double[][] millis = measure(ours, stock.command(), training, pairs);
      return result(millis[0], millis[1], stock, training.runs().get(0));
    }
  }

  /** Milliseconds of each start: ours, then stock; after one start of each that does not count. */
  private static double[][] measure(
      List<String> ours, List<String> stock, TrainingRuns training, int pairs) {
    double[][] millis = new double[2][pairs];
    ChildResult first = start(ours, training);
    ChildResult other = start(stock, training);
    if (first.exitCode() != other.exitCode()) {
      throw new SnapshotException(
          "the start from the image ends with "
              + first.describe()
              + ", the one of the unmodified program with "
              + other.describe()
              + "\n"
              + first.lastLines(5));
    }
    for (int pair = 0; pair < pairs; pair++) {
      // Who starts first alternates too: the second finds a warmer machine.
      for (int turn = 0; turn < 2; turn++) {
        int side = (pair + turn) % 2;
        millis[side][pair] = start(side == 0 ? ours : stock, training).nanos() / 1e6;
      }
    }
    return millis;
  }

  private static ChildResult start(List<String> command, TrainingRuns training) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(training.runs().get(0));
    ChildResult result =
        ChildJvm.of(whole).timeout(training.timeout()).until(training.until()).run();
    if (result.timedOut()) {
      throw new SnapshotException("a start to compare was " + result.describe());
    }
    return result;
  }

  private StockResult result(
      double[] image, double[] stock, StockProgram program, List<String> args) {
    double[] ratios = new double[image.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = image[i] / stock[i];
    }
    double ratio = median(ratios);
    String measured =
        String.format(
            Locale.ROOT,
            "image %.0f ms, unmodified program with %s %.0f ms (ratio %.2f, medians of %d starts)",
            median(image),
            program.archiveName(),
            median(stock),
            ratio,
            image.length);
    String advice = advice(ratios, ratio);
    String sentence = advice.isEmpty() ? measured : measured + advice + "\n" + program.advice(args);
    return new StockResult(median(image), median(stock), ratio, sentence);
  }

  /** Empty when the image is worth it. */
  static String advice(double[] ratios, double ratio) {
    double agreeing = AGREEING * ratios.length;
    long faster = Arrays.stream(ratios).filter(each -> each < 1).count();
    if (ratio < 1 - MARGIN && faster >= agreeing) {
      return "";
    }
    return ratio > 1 + MARGIN && ratios.length - faster >= agreeing
        ? ": the image is not worth it here. Better:"
        : ": no clear gain here, the starts of both overlap. Perhaps enough:";
  }

  /**
   * The middle value; the mean of both middle ones of an even number.
   *
   * @param values at least one, in any order; left as they are
   */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
