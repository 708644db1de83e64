package org.heapsnapshot.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;

/**
 * The command {@code corpus/run [--quick] [PROGRAM...]}: every program on every JDK found, with an
 * image and without. Exit code 0 when all starts did the same, 1 when not, 2 on wrong arguments.
 */
public final class Corpus {
  private final Path programs;
  private final CommandLineTool tool;
  private int failures;

  private Corpus(Path root) throws IOException {
    this.programs = root.resolve("corpus/target/programs");
    this.tool = new CommandLineTool(root.resolve("snapshot-cli/target/snapshot.jar"));
  }

  /** Arguments as above; the system property {@code corpus.root} is the root of the project. */
  public static void main(String[] args) throws IOException {
    List<Program> chosen = new ArrayList<>();
    try {
      chosen.addAll(chosen(List.of(args)));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    Path root = Path.of(System.getProperty("corpus.root", ".")).toRealPath();
    Corpus corpus = new Corpus(root);
    for (TargetJdk jdk : InstalledJdks.find()) {
      for (Program program : chosen) {
        corpus.run(program, jdk);
      }
    }
    System.out.println(
        corpus.failures == 0 ? "All starts did the same." : corpus.failures + " problems.");
    System.exit(corpus.failures == 0 ? 0 : 1);
  }

  static List<Program> chosen(List<String> args) {
    List<String> names = new ArrayList<>();
    boolean quick = false;
    for (String arg : args) {
      if (arg.equals("--quick")) {
        quick = true;
      } else {
        names.add(arg);
      }
    }
    List<String> all = quick ? Program.NAMES.subList(0, Program.QUICK) : Program.NAMES;
    return (names.isEmpty() ? all : names).stream().map(Program::named).toList();
  }

  private void run(Program program, TargetJdk jdk) {
    System.out.printf("%s on JDK %s%n", program.name(), jdk.build());
    try (TemporaryDirectory work = TemporaryDirectory.create("corpus")) {
      CorpusRun run = new CorpusRun(program, jdk, programs, tool, work.path());
      Observed plain = run.plain();
      row("unmodified", "", plain.nanos());
      if (plain.exit() != program.exit()) {
        problem("exit code " + plain.exit() + ", expected " + program.exit() + plain.errors());
        return;
      }
      long start = System.nanoTime();
      Path image = run.build();
      System.out.printf(
          "  image of %,d KiB built in %.1f s%n",
          Files.size(image) / 1024, (System.nanoTime() - start) / 1e9);
      inspect(image, work.path());
      for (Start way : Start.values()) {
        CorpusRun.Line line = run.start(way, image, plain);
        row(way.label(), line.outcome(), line.nanos());
        line.problems().forEach(this::problem);
      }
    } catch (IOException | SnapshotException e) {
      problem(e.getMessage());
    }
  }

  /** How many initializers are skipped and what share of the training run's that is. */
  private void inspect(Path image, Path directory) throws IOException {
    tool.run(directory, Duration.ofMinutes(1), List.of("inspect", image.toString()))
        .lines()
        .filter(line -> line.strip().matches("(skipped|not|state) .*"))
        .forEach(line -> System.out.println("  " + line.strip()));
  }

  private static void row(String label, String outcome, long nanos) {
    System.out.printf(Locale.ROOT, "  %-20s %-10s %6d ms%n", label, outcome, nanos / 1_000_000);
  }

  private void problem(String line) {
    failures++;
    System.out.println("  PROBLEM: " + line);
  }
}
