package org.heapsnapshot.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.bench.BenchFigures;
import org.heapsnapshot.core.bench.VariantKind;
import org.heapsnapshot.core.jvm.ArgumentString;
import org.heapsnapshot.core.jvm.TargetJdk;

/**
 * Measures one program on one JDK with {@code snapshot bench}: every step from the unmodified jars
 * to the image, one process at a time; then several at once, with the stock archive and with the
 * image.
 *
 * <p>All archives are trained with the first training run alone, so that each holds what the
 * measured run needs and no more.
 */
final class BenchRun {
  /** How many processes are started at once. */
  static final int TOGETHER = 8;

  private static final Duration LIMIT = Duration.ofMinutes(60);
  private static final int LEAST_STARTS = 3;

  /** A start of the eight takes about four times as long as one alone. */
  private static final int TOGETHER_SHARE = 3;

  private final Program program;
  private final TargetJdk jdk;
  private final CommandLineTool tool;
  private final CorpusRun run;
  private final Path directory;
  private final int starts;
  private Path image;

  /**
   * @param run builds the image
   * @param directory where it works
   * @param starts measured starts of each variant
   */
  BenchRun(
      Program program,
      TargetJdk jdk,
      CommandLineTool tool,
      CorpusRun run,
      Path directory,
      int starts) {
    this.program = program;
    this.jdk = jdk;
    this.tool = tool;
    this.run = run;
    this.directory = directory;
    this.starts = starts;
  }

  /** Builds and measures; a start that does something else fails. */
  Measured measure() throws IOException {
    long start = System.nanoTime();
    image = run.build("--archive", "none");
    double seconds = (System.nanoTime() - start) / 1e9;
    Instant at = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    BenchFigures single = bench(image, "single", starts, List.of());
    int fewer = Math.max(LEAST_STARTS, starts / TOGETHER_SHARE);
    String pair = VariantKind.STOCK.label() + "," + VariantKind.IMAGE_AND_ARCHIVE.label();
    BenchFigures together =
        bench(
            image,
            "together",
            fewer,
            List.of("--parallel", Integer.toString(TOGETHER), "--variants", pair));
    return new Measured(
        program.name(), jdk.feature(), seconds, Files.size(image), at, single, together);
  }

  /** The image that was measured; null before. */
  Path image() {
    return image;
  }

  private BenchFigures bench(Path image, String name, int count, List<String> more)
      throws IOException {
    Path work = directory.resolve(name);
    Path template = directory.resolve(name + "-inputs");
    program.prepare(work);
    program.prepare(template);
    Path json = directory.resolve(name + ".json");
    List<String> command = new ArrayList<>(List.of("bench", "-q", image.toString()));
    command.addAll(List.of("--java-home", jdk.home().toString(), "-n", Integer.toString(count)));
    command.addAll(List.of("--directory", template.toString(), "--json", json.toString()));
    command.addAll(List.of("--train", program.training().get(0)));
    if (program.ignore() != null) {
      command.addAll(List.of("--ignore", program.ignore().pattern()));
    }
    if (program.server() != null) {
      command.addAll(List.of("--train-until", program.server().until()));
      command.add("--request");
      command.add("http://127.0.0.1:@PORT@" + program.server().request());
    }
    command.addAll(more);
    List<String> args = ArgumentString.split(program.runs().get(0));
    if (!args.isEmpty()) {
      command.add("--");
      command.addAll(args);
    }
    String table = tool.run(work, LIMIT, command);
    table.lines().forEach(line -> System.out.println("  " + line));
    return BenchFigures.fromJson(Files.readString(json));
  }
}
