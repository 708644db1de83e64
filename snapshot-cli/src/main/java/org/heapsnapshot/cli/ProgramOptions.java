package org.heapsnapshot.cli;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.FactOptions;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of {@code train} and {@code build} alike: the program, its training, its JDK. */
final class ProgramOptions {
  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description =
          "The program: a jar (a Spring Boot one too), an exploded directory, or a .zip, .tar or"
              + " .tgz distribution with lib/.")
  Path jar;

  @Option(
      names = {"--class-path", "-cp"},
      paramLabel = "PATH",
      description = "The program as a class path, instead of --jar; needs --main.")
  String classPath;

  @Option(
      names = "--main",
      paramLabel = "CLASS",
      description = "The main class; by default the one the manifest of the jar names.")
  String mainClass;

  @Option(
      names = "--train",
      paramLabel = "ARGS",
      parameterConsumer = Arguments.class,
      description =
          "Arguments of a training run in one string, quoted as for a shell. Repeatable: one run"
              + " each.")
  List<String> train = new ArrayList<>();

  @Option(
      names = "--train-until",
      paramLabel = "REGEX",
      description =
          "For servers: end a training run once a line of its output has a match of this regular"
              + " expression.")
  String trainUntil;

  @Option(
      names = "--train-timeout",
      paramLabel = "TIME",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "A training run that takes longer fails (default: ${DEFAULT-VALUE}).")
  Duration trainTimeout;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description = "The JDK that the program runs on; by default the one this tool runs on.")
  Path javaHome;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "An option for every JVM that runs the program. Repeatable.")
  List<String> jvmArgs = new ArrayList<>();

  @Option(
      names = "--extension",
      paramLabel = "JAR",
      description =
          "A jar with handlers for types of libraries, or with serializers for --serializer."
              + " Repeatable.")
  List<Path> extensions = new ArrayList<>();

  /** Builds a request; {@code build} fills in what {@code train} does not have. */
  BuildRequest request(CommandLine command, Extra extra, Path output) {
    check(command);
    return new BuildRequest(
        jar,
        entries(classPath),
        mainClass,
        extra.profile(),
        List.copyOf(train),
        trainUntil,
        trainTimeout,
        extra.preload(),
        extra.runTime(),
        extra.buildTime(),
        extra.facts(),
        javaHome,
        List.copyOf(jvmArgs),
        List.copyOf(extensions),
        extra.serializers(),
        extra.archive(),
        extra.keepClassPath(),
        output);
  }

  /** What only {@code build} asks for. */
  record Extra(
      Path profile,
      List<String> preload,
      List<String> runTime,
      List<String> buildTime,
      Map<String, String> serializers,
      FactOptions facts,
      boolean archive,
      boolean keepClassPath) {
    /** Nothing of that. */
    static final Extra NONE =
        new Extra(null, List.of(), List.of(), List.of(), Map.of(), FactOptions.NONE, false, false);
  }

  private void check(CommandLine command) {
    if (jar == null && classPath == null) {
      throw new ParameterException(
          command, "the program is missing: give --jar FILE, or --class-path PATH --main CLASS");
    }
    if (jar != null && classPath != null) {
      throw new ParameterException(command, "give either --jar or --class-path, not both");
    }
    if (classPath != null && mainClass == null) {
      throw new ParameterException(command, "--class-path needs --main CLASS");
    }
    pattern(command, "--train-until", trainUntil);
  }

  /** The pattern of an option, null for null, or a usage error. */
  static Pattern pattern(CommandLine command, String option, String regex) {
    try {
      return regex == null ? null : Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          command,
          option + ": " + e.getDescription() + " at index " + e.getIndex() + ": " + regex,
          e);
    }
  }

  /** The entries of a class path, none of null. */
  static List<Path> entries(String classPath) {
    if (classPath == null) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      if (!entry.isEmpty()) {
        entries.add(Path.of(entry));
      }
    }
    return List.copyOf(entries);
  }
}
