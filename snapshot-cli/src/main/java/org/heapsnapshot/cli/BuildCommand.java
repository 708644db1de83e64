package org.heapsnapshot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.heapsnapshot.cli.progress.Reporting;
import org.heapsnapshot.cli.text.BuildText;
import org.heapsnapshot.core.BuildRequest;
import org.heapsnapshot.core.BuildSummary;
import org.heapsnapshot.core.SnapshotBuild;
import org.heapsnapshot.core.jvm.Serializers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snapshot build}. */
@Command(
    name = "build",
    description = "Builds the image of a program.",
    footerHeading = "%nExample:%n",
    footer = "  snapshot build --jar app.jar --train \"--help\" -o app.img%n")
final class BuildCommand implements Callable<Integer> {
  private static final Pattern STATIC_METHOD =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*::[^\\s:]+");

  private static final Pattern SERIALIZER =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*=[\\p{L}_$][\\p{L}\\p{N}_$.]*");

  /** Values of {@code --archive}. */
  enum Archive {
    AUTO,
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private ProgramOptions program;
  @Mixin private MachineOptions facts;
  @Mixin private Quiet quiet;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "A profile that 'snapshot train' wrote, instead of --train.")
  private Path profile;

  @Option(
      names = "--preload",
      paramLabel = "CLASS::METHOD",
      description =
          "A static method without arguments to run after the initializers and before the state is"
              + " captured, or NAME::ARGUMENT, a preload of an extension, such as"
              + " clojure::NAMESPACE,... Repeatable.")
  private List<String> preload = new ArrayList<>();

  @Option(
      names = "--initialize-at-run-time",
      split = ",",
      paramLabel = "PATTERN",
      description = "Classes, packages or globs whose initializers run at every start.")
  private List<String> runTime = new ArrayList<>();

  @Option(
      names = "--initialize-at-build-time",
      split = ",",
      paramLabel = "PATTERN",
      description =
          "Classes, packages or globs whose initializers run at build whatever they did. You answer"
              + " for it.")
  private List<String> buildTime = new ArrayList<>();

  @Option(
      names = "--serializer",
      paramLabel = "TYPE=SERIALIZER",
      description =
          "A Serializer of Kryo 5 that carries the objects of exactly this class, by class names;"
              + " it is the program's or in a jar of --extension. Every start pays for the start of"
              + " Kryo. Repeatable.")
  private List<String> serializers = new ArrayList<>();

  @Option(
      names = "--archive",
      defaultValue = "auto",
      paramLabel = "auto|none",
      description = "Whether to add a CDS archive or AOT cache (default: ${DEFAULT-VALUE}).")
  private Archive archive;

  @Option(
      names = "--keep-class-path",
      description = "Keep the original jars on the class path behind the image.")
  private boolean keepClassPath;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "IMG",
      description = "The image to write; its .args file and archive go beside it.")
  private Path output;

  @Override
  public Integer call() {
    BuildRequest request = request();
    BuildSummary summary =
        Reporting.during(
            quiet.on(), spec, progress -> new SnapshotBuild(request, progress).build());
    spec.commandLine().getOut().print(BuildText.of(summary));
    return ExitCode.DONE;
  }

  BuildRequest request() {
    if (profile != null && !program.train.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "give either --profile or --train, not both");
    }
    for (String method : preload) {
      if (!STATIC_METHOD.matcher(method).matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "--preload: '" + method + "' is not of the form Class::method or NAME::ARGUMENT");
      }
    }
    return program.request(
        spec.commandLine(),
        new ProgramOptions.Extra(
            profile,
            List.copyOf(preload),
            List.copyOf(runTime),
            List.copyOf(buildTime),
            serializers(),
            facts.checked(spec.commandLine()),
            archive == Archive.AUTO,
            keepClassPath),
        output);
  }

  private Map<String, String> serializers() {
    for (String pair : serializers) {
      if (!SERIALIZER.matcher(pair).matches()) {
        throw new ParameterException(
            spec.commandLine(),
            "--serializer: '"
                + pair
                + "' is not of the form TYPE=SERIALIZER, two names of classes");
      }
    }
    Map<String, String> byType = Serializers.parse(serializers);
    if (byType.size() < serializers.size()) {
      throw new ParameterException(
          spec.commandLine(), "--serializer: a type is named more than once: " + serializers);
    }
    return byType;
  }
}
