package org.heapsnapshot.core.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.ArgumentString;
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
      List<String> notes = new ArrayList<>();
      List<String> flags = stockFlags(original);
      List<String> program = List.of("-cp", pathOf(original), original.mainClass());
      Path archive = work.path().resolve(jdk.hasAotCache() ? "stock.aot" : "stock.jsa");
      boolean archived = new ClassArchive(jdk, flags, program, notes).write(archive, training);
      List<String> stock = new ArrayList<>(List.of(jdk.launcher().toString()));
      if (archived) {
        stock.addAll(LaunchFlags.using(archive, jdk));
      }
      stock.addAll(flags);
      stock.addAll(program);
      List<String> ours = List.of(jdk.launcher().toString(), "@" + image.args());
      double[][] millis = measure(ours, stock, training, pairs);
      return result(millis[0], millis[1], archived, original, training.runs().get(0));
    }
  }

  private List<String> stockFlags(ClassPath original) {
    Map<String, String> attributes = original.manifestAttributes();
    List<String> flags = new ArrayList<>(jvmArgs);
    ImageManifest manifest = ImageManifest.ofAttributes(original.mainClass(), attributes);
    flags.addAll(manifest.moduleFlags(jdk.feature()));
    return flags;
  }

  private static String pathOf(ClassPath original) {
    return original.entries().stream()
        .map(Path::toString)
        .collect(Collectors.joining(java.io.File.pathSeparator));
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
      double[] image, double[] stock, boolean archived, ClassPath original, List<String> args) {
    double[] ratios = new double[image.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = image[i] / stock[i];
    }
    double ratio = median(ratios);
    String against =
        !archived ? "no archive" : jdk.hasAotCache() ? "its AOT cache" : "its AppCDS archive";
    String measured =
        String.format(
            Locale.ROOT,
            "image %.0f ms, unmodified program with %s %.0f ms (ratio %.2f, medians of %d starts)",
            median(image),
            against,
            median(stock),
            ratio,
            image.length);
    String advice = advice(ratios, ratio);
    String sentence =
        advice.isEmpty() ? measured : measured + advice + "\n" + stockCommands(original, args);
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

  private String stockCommands(ClassPath original, List<String> args) {
    List<String> start = new ArrayList<>(stockFlags(original));
    start.addAll(List.of("-cp", pathOf(original)));
    String flags = ArgumentString.join(start);
    String main = original.mainClass();
    String run = ArgumentString.join(args);
    return jdk.hasAotCache()
        ? "  java -XX:AOTCacheOutput=app.aot "
            + flags
            + " "
            + main
            + " "
            + run
            + "\n"
            + "  java -XX:AOTCache=app.aot "
            + flags
            + " "
            + main
            + " ARGS"
        : "  java -XX:DumpLoadedClassList=app.lst "
            + flags
            + " "
            + main
            + " "
            + run
            + "\n"
            + "  java -Xshare:dump -XX:SharedClassListFile=app.lst -XX:SharedArchiveFile=app.jsa "
            + flags
            + "\n"
            + "  java -XX:SharedArchiveFile=app.jsa "
            + flags
            + " "
            + main
            + " ARGS";
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
