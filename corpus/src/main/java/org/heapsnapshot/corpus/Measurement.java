package org.heapsnapshot.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.jvm.TemporaryDirectory;
import org.heapsnapshot.core.report.ImageReport;

/**
 * {@code corpus/run --bench FILE}: measures programs on JDKs and writes the tables of a page from
 * everything that was measured since the last clean build.
 */
final class Measurement {
  private final Path root;
  private final Path programs;
  private final Path results;
  private final CommandLineTool tool;
  private final Coverage coverage = new Coverage();
  private int failures;

  /**
   * @param root of the project
   * @param programs the directory of the jars
   */
  Measurement(Path root, Path programs, CommandLineTool tool) {
    this.root = root;
    this.programs = programs;
    this.results = root.resolve("corpus/target/bench");
    this.tool = tool;
  }

  /** The names of what is measured by default. */
  static List<String> names() {
    List<String> names = new ArrayList<>(Program.NAMES);
    names.add(Targets.EMPTY);
    return names;
  }

  /**
   * Measures; the page is written after each program, so that an end in between loses little.
   *
   * @return how many of them could not be measured
   */
  int run(Corpus.Choice choice, List<TargetJdk> jdks) throws IOException {
    EmptyJar.write(programs.resolve("empty.jar"));
    for (TargetJdk jdk : jdks) {
      for (Program program : choice.programs()) {
        System.out.printf("%s on JDK %s%n", program.name(), jdk.build());
        try {
          measure(program, jdk, choice).write(results);
          page(choice.bench(), jdks);
          if (choice.coverage() != null) {
            Files.writeString(choice.coverage(), coverage.page());
          }
        } catch (IOException | SnapshotException e) {
          problem(e.getMessage());
        }
      }
    }
    return failures;
  }

  private Measured measure(Program program, TargetJdk jdk, Corpus.Choice choice)
      throws IOException {
    if (choice.kept() == null) {
      try (TemporaryDirectory work = TemporaryDirectory.create("corpus")) {
        return measure(program, jdk, choice, work.path());
      }
    }
    Path kept = Files.createDirectories(choice.kept()).toRealPath();
    return measure(program, jdk, choice, kept.resolve(program.name() + "-bench-" + jdk.feature()));
  }

  private Measured measure(Program program, TargetJdk jdk, Corpus.Choice choice, Path directory)
      throws IOException {
    CorpusRun run = new CorpusRun(program, jdk, programs, tool, directory);
    BenchRun bench = new BenchRun(program, jdk, tool, run, directory, choice.starts());
    Measured measured = bench.measure();
    if (choice.coverage() != null && !program.name().equals(Targets.EMPTY)) {
      // Every start that was measured did the same, or there would be no measurement.
      coverage.add(
          new Coverage.Entry(
              program.name(),
              jdk.feature(),
              ImageReport.read(bench.image()),
              true,
              run.isVerified(bench.image(), this::problem)));
    }
    return measured;
  }

  private void problem(String line) {
    failures++;
    System.out.println("  PROBLEM: " + line);
  }

  private void page(Path file, List<TargetJdk> jdks) throws IOException {
    List<Integer> features = jdks.stream().map(TargetJdk::feature).distinct().sorted().toList();
    String tables = Performance.of(Measured.readAll(results, names(), features), machine());
    Path page = Files.exists(file) ? file : root.resolve("docs/PERFORMANCE.md");
    String text = MarkedPage.with(Files.readString(page), Performance.PART, tables);
    Files.writeString(file, text);
  }

  /** The processor's name, where Linux tells it. */
  private static String machine() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("an unnamed processor");
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
