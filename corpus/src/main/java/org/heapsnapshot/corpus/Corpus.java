package org.heapsnapshot.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;
import org.heapsnapshot.core.report.ImageReport;

/**
 * The command {@code corpus/run [--quick] [--keep DIR] [--coverage FILE] [PROGRAM...]}: every
 * program on every JDK found, with an image and without; or, with {@code --bench FILE [-n N]}, how
 * long its starts take. Exit code 0 when all starts did the same, 1 when not, 2 on wrong arguments.
 */
public final class Corpus {
  private final Path programs;
  private final CommandLineTool tool;
  private final Coverage coverage = new Coverage();
  private int failures;

  private Corpus(Path root) throws IOException {
    this.programs = root.resolve("corpus/target/programs");
    this.tool = new CommandLineTool(root.resolve("snapshot-cli/target/snapshot.jar"));
  }

  /** Arguments as above; the system property {@code corpus.root} is the root of the project. */
  public static void main(String[] args) throws IOException {
    Choice choice = null;
    try {
      choice = Choice.of(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    Path root = Path.of(System.getProperty("corpus.root", ".")).toRealPath();
    Corpus corpus = new Corpus(root);
    if (choice.bench() != null) {
      Measurement measurement = new Measurement(root, corpus.programs, corpus.tool);
      System.exit(measurement.run(choice, InstalledJdks.find()) == 0 ? 0 : 1);
    }
    for (TargetJdk jdk : InstalledJdks.find()) {
      for (Program program : choice.programs()) {
        corpus.runIn(choice.kept(), program, jdk);
      }
    }
    if (choice.coverage() != null) {
      Files.writeString(choice.coverage(), corpus.coverage.page());
    }
    System.out.println(
        corpus.failures == 0 ? "All starts did the same." : corpus.failures + " problems.");
    System.exit(corpus.failures == 0 ? 0 : 1);
  }

  /**
   * What the command line asks for.
   *
   * @param programs in the order in which they are run
   * @param kept where images and working directories are kept, or null
   * @param coverage the page to write, or null
   * @param bench the page whose tables to write instead, or null
   * @param starts how many starts of each kind are measured for it
   */
  record Choice(List<Program> programs, Path kept, Path coverage, Path bench, int starts) {
    private static final int DEFAULT_STARTS = 15;

    static Choice of(List<String> args) {
      List<String> names = new ArrayList<>();
      boolean quick = false;
      Path kept = null;
      Path coverage = null;
      Path bench = null;
      int starts = DEFAULT_STARTS;
      for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
        String arg = rest.next();
        switch (arg) {
          case "--quick" -> quick = true;
          case "--keep" -> kept = path(arg, rest);
          case "--coverage" -> coverage = path(arg, rest);
          case "--bench" -> bench = path(arg, rest);
          case "-n" -> starts = count(arg, rest);
          default -> names.add(arg);
        }
      }
      List<String> all = bench == null ? Program.NAMES : Measurement.names();
      List<String> chosen = names.isEmpty() ? quick ? Program.QUICK : all : names;
      return new Choice(
          chosen.stream().map(Program::named).toList(), kept, coverage, bench, starts);
    }

    private static Path path(String option, Iterator<String> rest) {
      return Path.of(value(option, rest)).toAbsolutePath();
    }

    private static int count(String option, Iterator<String> rest) {
      String value = value(option, rest);
      if (!value.matches("[1-9]\\d{0,5}")) {
        throw new IllegalArgumentException(option + " needs a number of starts, not " + value);
      }
      return Integer.parseInt(value);
    }

    private static String value(String option, Iterator<String> rest) {
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return rest.next();
    }
  }

  private void runIn(Path kept, Program program, TargetJdk jdk) {
    System.out.printf("%s on JDK %s%n", program.name(), jdk.build());
    try {
      if (kept == null) {
        try (TemporaryDirectory work = TemporaryDirectory.create("corpus")) {
          run(program, jdk, work.path());
        }
      } else {
        String name = program.name() + "-" + jdk.build().replaceAll("[^0-9].*", "");
        run(program, jdk, Files.createDirectories(kept).toRealPath().resolve(name));
      }
    } catch (IOException | SnapshotException e) {
      problem(e.getMessage());
    }
  }

  private void run(Program program, TargetJdk jdk, Path directory) throws IOException {
    CorpusRun run = new CorpusRun(program, jdk, programs, tool, directory);
    List<Observed> plain = new ArrayList<>();
    for (int i = 0; i < program.runs().size(); i++) {
      plain.add(run.plain(i));
      row("unmodified", "", plain.get(i).nanos());
      if (plain.get(i).exit() != program.exit()) {
        problem("exit code " + plain.get(i).exit() + ", expected " + program.exit());
        problem(plain.get(i).errors());
        return;
      }
    }
    long start = System.nanoTime();
    Path image = run.build();
    System.out.printf(
        "  image of %,d KiB built in %.1f s%n",
        Files.size(image) / 1024, (System.nanoTime() - start) / 1e9);
    inspect(image, directory);
    int before = failures;
    for (Start way : Start.values()) {
      for (int i = 0; i < plain.size(); i++) {
        CorpusRun.Line line = run.start(way, i, image, plain.get(i));
        row(way.label(), line.outcome(), line.nanos());
        line.problems().forEach(this::problem);
      }
    }
    boolean same = failures == before;
    boolean verified = run.isVerified(image, this::problem);
    ImageReport report = ImageReport.read(image);
    coverage.add(new Coverage.Entry(program.name(), jdk.feature(), report, same, verified));
  }

  /** How many initializers are skipped and what share of the training run's that is. */
  private void inspect(Path image, Path directory) throws IOException {
    tool.run(directory, Duration.ofMinutes(1), List.of("inspect", image.toString()))
        .lines()
        .filter(line -> line.strip().matches("(skipped|not +\\d|state) .*"))
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
