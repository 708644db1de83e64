package org.heapsnapshot.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.heapsnapshot.cli.bench.BenchChart;
import org.heapsnapshot.cli.bench.BenchCsv;
import org.heapsnapshot.cli.bench.BenchTable;
import org.heapsnapshot.cli.progress.Reporting;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.SnapshotBench;
import org.heapsnapshot.core.bench.BenchFigures;
import org.heapsnapshot.core.bench.BenchPlan;
import org.heapsnapshot.core.bench.BenchResult;
import org.heapsnapshot.core.bench.VariantKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapshot bench}. */
@Command(
    name = "bench",
    description =
        "Measures whole processes, started in turn in random order: the unmodified program, with"
            + " the best archive of its JDK, repacked, with lambdas rewritten, from the image, and"
            + " from the image with its archive. Every start must print the same.",
    customSynopsis = "snapshot bench [OPTIONS] IMG [-- ARGS...]",
    footerHeading = "%nExample:%n",
    footer = "  snapshot bench app.img -n 30 --chart app.png -- ARGS%n",
    exitCodeList = {
      "0:measured",
      "1:a start failed, did something else than the others, or lost its image",
      "2:the command line was not understood"
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BenchOptions options;
  @Mixin private Quiet quiet;

  @Parameters(index = "0", paramLabel = "IMG", description = "The image.")
  private Path image;

  @Parameters(
      index = "1..*",
      paramLabel = "ARGS",
      description =
          "Arguments of the program, after --; @PORT@ becomes a free port. By default those of the"
              + " first training run.")
  private List<String> args = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures as JSON.")
  private Path json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write every measured start as a line of comma separated values.")
  private Path csv;

  @Option(names = "--chart", paramLabel = "FILE", description = "Write the medians as a PNG.")
  private Path chart;

  @Override
  public Integer call() throws IOException {
    BenchJob job = options.job(spec.commandLine(), image, args);
    BenchResult result =
        Reporting.during(
            quiet.on(),
            spec,
            progress -> new SnapshotBench(job.request(), job.kinds(), job.plan(), progress).run());
    PrintWriter out = spec.commandLine().getOut();
    out.print(BenchTable.of(result));
    if (json != null) {
      Files.writeString(json, BenchFigures.of(result).toJson(), StandardCharsets.UTF_8);
    }
    if (csv != null) {
      Files.writeString(csv, BenchCsv.of(result), StandardCharsets.UTF_8);
    }
    if (chart != null) {
      Files.write(chart, BenchChart.png(result, image.getFileName() + ", " + result.jdk()));
    }
    return ExitCode.DONE;
  }

  /** What the options ask for. */
  BenchJob job() {
    return options.job(spec.commandLine(), image, args);
  }

  /**
   * A comparison to make.
   *
   * @param request the program, its training runs, its JDK; the output is the image
   */
  record BenchJob(BuildRequest request, Set<VariantKind> kinds, BenchPlan plan) {}
}
