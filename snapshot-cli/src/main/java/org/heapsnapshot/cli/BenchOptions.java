package org.heapsnapshot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.archive.BuildOrigin;
import org.heapsnapshot.core.bench.BenchPlan;
import org.heapsnapshot.core.bench.VariantKind;
import org.heapsnapshot.core.jvm.ArgumentString;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Options of {@code bench}: what is compared, and how. What is not given, the build's files say.
 */
final class BenchOptions {
  private static final int LARGEST_SEED = 1_000_000;

  @Option(
      names = {"-n", "--starts"},
      paramLabel = "N",
      defaultValue = "15",
      description = "How many starts of each variant are measured (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "Start so many processes at once, and measure until the last has ended.")
  private int parallel;

  @Option(
      names = "--variants",
      split = ",",
      paramLabel = "NAME",
      description =
          "What to compare: plain, stock, stock-again, repacked, rewritten, image, image+archive"
              + " (default: all).")
  private List<String> variants = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the order of the starts; by default another one each time.")
  private Long seed;

  @Option(
      names = "--until",
      paramLabel = "REGEX",
      description =
          "For servers: measure until a line of output has a match of this, then end the server.")
  private String until;

  @Option(
      names = "--request",
      paramLabel = "URL",
      description =
          "For servers: measure until this is answered rightly, then end the server; @PORT@ stands"
              + " for the port. Needs --train-until.")
  private String request;

  @Option(
      names = "--expect",
      paramLabel = "REGEX",
      description = "The body of a right answer has a match of this (default: any).")
  private String expect;

  @Option(
      names = "--expect-status",
      paramLabel = "N",
      defaultValue = "200",
      description = "The status of a right answer (default: ${DEFAULT-VALUE}).")
  private int expectStatus;

  @Option(
      names = "--ignore",
      paramLabel = "REGEX",
      description = "What of the output may differ from start to start.")
  private String ignore;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Every measured start works in a fresh copy of this directory.")
  private Path directory;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "A start that takes longer fails (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The unmodified program; by default what the image was built from.")
  private Path jar;

  @Option(
      names = {"--class-path", "-cp"},
      paramLabel = "PATH",
      description = "The unmodified program as a class path, instead of --jar; needs --main.")
  private String classPath;

  @Option(names = "--main", paramLabel = "CLASS", description = "Its main class.")
  private String mainClass;

  @Option(
      names = "--train",
      paramLabel = "ARGS",
      parameterConsumer = Arguments.class,
      description =
          "Arguments of a training run of all archives, in one string. Repeatable. By default ARGS;"
              + " without these too, the training runs of the build.")
  private List<String> train = new ArrayList<>();

  @Option(
      names = "--train-until",
      paramLabel = "REGEX",
      description = "For servers: end a training run at this line of output.")
  private String trainUntil;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description = "The JDK to measure on; by default the one this tool runs on.")
  private Path javaHome;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description =
          "An option for every JVM, the same for all variants; by default those of the build."
              + " Repeatable.")
  private List<String> jvmArgs = new ArrayList<>();

  /**
   * What to do.
   *
   * @param args the program's arguments; empty for those of training
   * @throws ParameterException if the options do not fit together
   */
  BenchCommand.BenchJob job(CommandLine command, Path image, List<String> args) {
    if (starts < 1 || parallel < 1) {
      throw new ParameterException(command, "--starts and --parallel are at least 1");
    }
    if (jar != null && classPath != null || classPath != null && mainClass == null) {
      throw new ParameterException(
          command, "give either --jar FILE, or --class-path PATH and --main CLASS");
    }
    BuildOrigin origin = BuildOrigin.beside(image);
    String lineOfTraining = trainUntil != null ? trainUntil : until;
    lineOfTraining = lineOfTraining == null ? origin.trainUntil() : lineOfTraining;
    if (request != null && lineOfTraining == null) {
      throw new ParameterException(command, "--request needs --train-until REGEX");
    }
    if (directory != null && !Files.isDirectory(directory)) {
      throw new ParameterException(command, "--directory: " + directory + " is no directory");
    }
    return new BenchCommand.BenchJob(
        request(command, image, origin, training(args, origin), lineOfTraining),
        kinds(command),
        plan(command, measured(args, origin)));
  }

  /** The arguments that are measured. */
  private List<String> measured(List<String> args, BuildOrigin origin) {
    List<String> runs = train.isEmpty() ? origin.train() : train;
    return args.isEmpty() && !runs.isEmpty() ? ArgumentString.split(runs.get(0)) : args;
  }

  private List<String> training(List<String> args, BuildOrigin origin) {
    if (!train.isEmpty()) {
      return train;
    }
    return args.isEmpty() && !origin.train().isEmpty()
        ? origin.train()
        : List.of(ArgumentString.join(args));
  }

  private Set<VariantKind> kinds(CommandLine command) {
    Set<VariantKind> kinds = EnumSet.noneOf(VariantKind.class);
    try {
      variants.forEach(name -> kinds.add(VariantKind.labelled(name)));
    } catch (SnapshotException e) {
      throw new ParameterException(command, "--variants: " + e.getMessage(), e);
    }
    return kinds.isEmpty() ? EnumSet.allOf(VariantKind.class) : kinds;
  }

  private BenchPlan plan(CommandLine command, List<String> args) {
    Pattern body = ProgramOptions.pattern(command, "--expect", expect);
    return new BenchPlan(
        args,
        starts,
        parallel,
        seed == null ? new SecureRandom().nextInt(LARGEST_SEED) : seed,
        timeout,
        ProgramOptions.pattern(command, "--until", until),
        request == null ? null : new BenchPlan.HttpQuestion(request, expectStatus, body),
        ProgramOptions.pattern(command, "--ignore", ignore),
        directory == null ? null : directory.toAbsolutePath().normalize());
  }

  private BuildRequest request(
      CommandLine command,
      Path image,
      BuildOrigin origin,
      List<String> runs,
      String lineOfTraining) {
    ProgramOptions.pattern(command, "--train-until", lineOfTraining);
    boolean given = jar != null || classPath != null;
    return new BuildRequest(
        given ? jar : origin.jar(),
        given ? ProgramOptions.entries(classPath) : origin.classPath(),
        given ? mainClass : origin.mainClass(),
        null,
        runs,
        lineOfTraining,
        timeout,
        List.of(),
        List.of(),
        List.of(),
        FactOptions.NONE,
        javaHome,
        jvmArgs.isEmpty() ? origin.jvmArgs() : List.copyOf(jvmArgs),
        List.of(),
        Map.of(),
        true,
        false,
        image);
  }
}
