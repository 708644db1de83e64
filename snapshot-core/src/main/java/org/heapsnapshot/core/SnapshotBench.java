package org.heapsnapshot.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.heapsnapshot.core.archive.Archive;
import org.heapsnapshot.core.archive.BuildOrigin;
import org.heapsnapshot.core.archive.StockProgram;
import org.heapsnapshot.core.archive.TrainingRuns;
import org.heapsnapshot.core.archive.WrittenArchive;
import org.heapsnapshot.core.bench.Bench;
import org.heapsnapshot.core.bench.BenchPlan;
import org.heapsnapshot.core.bench.BenchResult;
import org.heapsnapshot.core.bench.FreePort;
import org.heapsnapshot.core.bench.Variant;
import org.heapsnapshot.core.bench.VariantKind;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.classpath.ClassPathReader;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;
import org.heapsnapshot.core.rewrite.JdkClassFiles;
import org.heapsnapshot.core.write.ClassTransform;

/**
 * The comparison of an image with what the JDK offers for the unmodified program, and with each of
 * the steps in between: the one entry point of {@code bench}.
 *
 * <p>All archives are made anew and trained with the same runs, in a directory that is deleted
 * afterwards; those beside the image stay as they are.
 *
 * <p>Thread-safety: an instance is for one thread and one job.
 */
public final class SnapshotBench {
  private final BuildRequest request;
  private final Set<VariantKind> kinds;
  private final BenchPlan plan;
  private final Progress progress;
  private final List<String> notes = new ArrayList<>();

  /**
   * A job that has not started.
   *
   * @param request the program, the training runs of the archives, the JDK; {@code output} is the
   *     image. Without a jar and a class path, only variants of the image itself can be measured
   * @param kinds what to compare; in the order of the ablation
   */
  public SnapshotBench(
      BuildRequest request, Set<VariantKind> kinds, BenchPlan plan, Progress progress) {
    this.request = request;
    this.kinds = EnumSet.copyOf(kinds);
    this.plan = plan;
    this.progress = progress;
  }

  /** What all variants have in common. */
  private record Setting(
      TargetJdk jdk, Path image, ClassPath original, TrainingRuns runs, Path work) {}

  /**
   * Makes the variants and measures them.
   *
   * @throws SnapshotException when the program or the image cannot be used, a start fails, or two
   *     variants do not do the same
   */
  public BenchResult run() {
    Path image = request.output().toAbsolutePath().normalize();
    if (!Files.isRegularFile(image)) {
      throw new SnapshotException("there is no image at " + image);
    }
    boolean program = request.jar() != null || !request.classPath().isEmpty();
    if (!program && kinds.stream().anyMatch(VariantKind::needsOriginal)) {
      throw new SnapshotException(
          "the unmodified program to compare with is not known ("
              + image
              + ".args, which a build leaves, does not name it): give --jar FILE, or --class-path"
              + " PATH --main CLASS; or compare ways to start the image: --variants"
              + " image,image+archive");
    }
    try (TemporaryDirectory work = TemporaryDirectory.create("snapshot-bench")) {
      TargetJdk jdk = TargetJdk.of(request.javaHome());
      progress.stage("classpath");
      ClassPath original =
          program
              ? new ClassPathReader(request, jdk.feature(), work.path(), progress).read()
              : null;
      String port = FreePort.find();
      List<String> train =
          request.train().stream().map(run -> run.replace(BenchPlan.PORT, port)).toList();
      TrainingRuns runs = TrainingRuns.of(train, request.trainUntil(), request.trainTimeout());
      Setting setting = new Setting(jdk, image, original, runs, work.path());
      List<Variant> variants = new ArrayList<>();
      for (VariantKind kind : kinds) {
        progress.stage(kind.label());
        variants.add(variant(kind, setting, variants));
      }
      return new Bench(plan, variants, jdk, progress).run(notes);
    }
  }

  private Variant variant(VariantKind kind, Setting setting, List<Variant> before) {
    return switch (kind) {
      case PLAIN -> {
        List<String> command =
            StockProgram.plain(setting.jdk(), request.jvmArgs(), setting.original()).command();
        yield new Variant(kind, command, bytes(setting.original().entries()), 0, 0);
      }
      case STOCK -> archived(kind, setting, setting.original());
      case STOCK_AGAIN -> again(kind, setting, before);
      case REPACKED, REWRITTEN -> archived(kind, setting, bundle(kind, setting));
      case IMAGE, IMAGE_AND_ARCHIVE -> image(kind, setting);
    };
  }

  /** The very command of the stock variant, its archive included. */
  private Variant again(VariantKind kind, Setting setting, List<Variant> before) {
    Variant stock =
        before.stream()
            .filter(variant -> variant.kind() == VariantKind.STOCK)
            .findFirst()
            .orElseGet(() -> archived(kind, setting, setting.original()));
    return new Variant(
        kind, stock.command(), stock.programBytes(), stock.archiveBytes(), stock.archiveNanos());
  }

  private Variant archived(VariantKind kind, Setting setting, ClassPath program) {
    long start = System.nanoTime();
    List<String> said = new ArrayList<>();
    Path place = directory(setting, kind);
    StockProgram stock =
        StockProgram.train(setting.jdk(), request.jvmArgs(), program, setting.runs(), place, said);
    said.forEach(note -> notes.add(kind.label() + ": " + note));
    boolean none = stock.archive() == null;
    return new Variant(
        kind,
        stock.command(),
        bytes(program.entries()),
        none ? 0 : bytes(List.of(stock.archive())),
        none ? 0 : System.nanoTime() - start);
  }

  /** The program as the image lays it out, with its classes rewritten or as they were. */
  private ClassPath bundle(VariantKind kind, Setting setting) {
    ClassPath original = setting.original();
    int feature = setting.jdk().feature();
    Path bundle = directory(setting, kind).resolve("app.jar");
    try (ClassFiles files = ClassFiles.open(original, feature);
        JdkClassFiles target = JdkClassFiles.open(setting.jdk().home())) {
      ClassTransform transform =
          kind == VariantKind.REPACKED
              ? ClassTransform.NONE
              : ProgramRewriting.forObservation(SnapshotBuild.hierarchy(files, target), feature);
      new StatelessBundle(original, files, feature, setting.work())
          .write(StartOrder.of(setting.image()), transform, request.keepClassPath(), bundle);
    } catch (IOException e) {
      throw new SnapshotException("cannot repack the program: " + e.getMessage(), e);
    }
    return new ClassPath(
        List.of(bundle), original.mainClass(), original.manifestAttributes(), false);
  }

  private Variant image(VariantKind kind, Setting setting) {
    Path image = setting.image();
    boolean wanted = kind == VariantKind.IMAGE_AND_ARCHIVE;
    Path beside = directory(setting, kind).resolve(image.getFileName());
    WrittenArchive written =
        new Archive(setting.jdk(), BuildOrigin.ofJvmArgs(request.jvmArgs()))
            .write(image, beside, setting.runs(), wanted);
    written.notes().forEach(note -> notes.add(kind.label() + ": " + note));
    List<String> command = List.of(setting.jdk().launcher().toString(), "@" + written.args());
    boolean none = written.archive() == null;
    return new Variant(
        kind,
        command,
        bytes(List.of(image)),
        none ? 0 : bytes(List.of(written.archive())),
        none ? 0 : written.nanos());
  }

  private static Path directory(Setting setting, VariantKind kind) {
    try {
      return Files.createDirectories(setting.work().resolve("bench-" + kind.name()));
    } catch (IOException e) {
      throw new SnapshotException("cannot make a directory: " + e.getMessage(), e);
    }
  }

  /** The size of files, and of all files in directories. */
  private static long bytes(List<Path> paths) {
    long sum = 0;
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          sum += Files.size(file);
        }
      } catch (IOException e) {
        throw new SnapshotException("cannot read " + path + ": " + e.getMessage(), e);
      }
    }
    return sum;
  }
}
