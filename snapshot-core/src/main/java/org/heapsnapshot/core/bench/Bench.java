package org.heapsnapshot.core.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.archive.StartReport;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;

/**
 * The comparison: first some starts of each variant that are watched and not timed (they warm the
 * machine's caches, show the peak of memory, and prove that the image is restored), then blocks in
 * which every variant is started once, in random order.
 *
 * <p>Not thread-safe; for one comparison.
 */
public final class Bench {
  /** Starts of each variant that are watched instead of timed. */
  static final int WATCHED = 3;

  /** Under it a start that cannot restore its image ends with another exit code. */
  private static final String STRICT = "-Dsnapshot.strict=true";

  private final BenchPlan plan;
  private final List<Variant> variants;
  private final TargetJdk jdk;
  private final Progress progress;
  private final Map<VariantKind, List<Long>> peaks = new EnumMap<>(VariantKind.class);
  private final Map<VariantKind, List<Sample>> samples = new EnumMap<>(VariantKind.class);
  private Behaviour expected;

  /**
   * @param variants in the order of the table, each kind once; what the first does is right
   */
  public Bench(BenchPlan plan, List<Variant> variants, TargetJdk jdk, Progress progress) {
    this.plan = plan;
    this.variants = List.copyOf(variants);
    this.jdk = jdk;
    this.progress = progress;
    for (Variant variant : variants) {
      peaks.put(variant.kind(), new ArrayList<>());
      samples.put(variant.kind(), new ArrayList<>());
    }
  }

  /**
   * Measures.
   *
   * @param notes what the reader should know besides
   * @throws SnapshotException if a start fails, does something else than the first variant, or does
   *     not restore its image
   */
  public BenchResult run(List<String> notes) {
    progress.stage("check");
    for (int i = 0; i < WATCHED; i++) {
      for (Variant variant : variants) {
        watched(variant);
      }
    }
    progress.stage("measure");
    Random random = new Random(plan.seed());
    for (int block = 0; block < plan.starts(); block++) {
      progress.note("block " + (block + 1) + " of " + plan.starts());
      List<Variant> order = new ArrayList<>(variants);
      Collections.shuffle(order, random);
      for (int turn = 0; turn < order.size(); turn++) {
        Variant variant = order.get(turn);
        samples.get(variant.kind()).add(timed(variant, block, turn));
      }
    }
    List<VariantResult> results = new ArrayList<>();
    for (Variant variant : variants) {
      VariantKind kind = variant.kind();
      results.add(new VariantResult(variant, samples.get(kind), peaks.get(kind)));
    }
    String name = jdk.vmName() + " " + jdk.build();
    int processors = Runtime.getRuntime().availableProcessors();
    return new BenchResult(plan, name, processors, results, notes);
  }

  private void watched(Variant variant) {
    PeakMemory memory = new PeakMemory();
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-bench")) {
      Path report = work.path().resolve("report.json");
      List<String> flags =
          variant.kind().restores() ? List.of("-Dsnapshot.report=" + report) : List.of();
      try (OneStart start = new OneStart(plan, variant, flags, List.of(memory::watch))) {
        OneStart.End end = start.run();
        if (variant.kind().restores()) {
          checkRestored(variant, report, end);
        }
        check(variant, end);
      }
    }
    if (memory.kib() > 0) {
      peaks.get(variant.kind()).add(memory.kib());
    }
  }

  private static void checkRestored(Variant variant, Path report, OneStart.End end) {
    String fallback =
        report.toFile().exists() ? StartReport.fallbackOrNull(report) : "no report was written";
    if (fallback != null) {
      throw new SnapshotException(
          "a start of '"
              + variant.kind().label()
              + "' did not restore its image: "
              + fallback
              + "\n"
              + end.lastLines());
    }
    if (variant.archiveBytes() > 0 && !StartReport.archiveAccepted(report)) {
      throw new SnapshotException(
          "a start of '"
              + variant.kind().label()
              + "' did not use its archive: the JVM refused it");
    }
  }

  private Sample timed(Variant variant, int block, int turn) {
    List<String> flags = variant.kind().restores() ? List.of(STRICT) : List.of();
    List<OneStart> starts = new ArrayList<>();
    try {
      for (int i = 0; i < plan.parallel(); i++) {
        starts.add(new OneStart(plan, variant, flags, List.of()));
      }
      double before = ChildTimes.millis();
      long begin = System.nanoTime();
      List<OneStart.End> ends = starts.size() == 1 ? List.of(starts.get(0).run()) : atOnce(starts);
      double cpu = (ChildTimes.millis() - before) / starts.size();
      long last = begin;
      for (OneStart.End end : ends) {
        check(variant, end);
        last = Math.max(last, end.endNanos());
      }
      return new Sample(block, turn, (last - begin) / 1e6, cpu);
    } finally {
      starts.forEach(OneStart::close);
    }
  }

  private static List<OneStart.End> atOnce(List<OneStart> starts) {
    ExecutorService threads = Executors.newFixedThreadPool(starts.size());
    try {
      List<Future<OneStart.End>> running = new ArrayList<>();
      starts.forEach(start -> running.add(threads.submit(start::run)));
      List<OneStart.End> ends = new ArrayList<>();
      for (Future<OneStart.End> one : running) {
        ends.add(one.get());
      }
      return ends;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SnapshotException failed
          ? failed
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SnapshotException("interrupted while starts were measured", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The first start of all says what is right. */
  private void check(Variant variant, OneStart.End end) {
    if (expected == null) {
      expected = end.behaviour();
      return;
    }
    String difference = end.behaviour().differenceOrNull(expected);
    if (difference != null) {
      String first = variants.get(0).kind().label();
      String what =
          variant.kind().label().equals(first)
              ? "'" + first + "' does not do the same twice: "
              : "'" + variant.kind().label() + "' did something else than '" + first + "': ";
      throw new SnapshotException(
          what + difference + "; --ignore REGEX leaves parts out\n" + end.lastLines());
    }
  }
}
