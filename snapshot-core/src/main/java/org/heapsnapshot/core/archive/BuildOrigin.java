package org.heapsnapshot.core.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.BuildRequest;

/**
 * What an image was built from, as the argument file beside it remembers on the machine of the
 * build: never part of the image, whose bytes do not depend on paths.
 *
 * @param jar {@code --jar}, absolute, or null
 * @param classPath {@code --class-path}, absolute, or empty
 * @param mainClass {@code --main}, or null when the manifest of the jar names it
 * @param train the arguments of the training runs, one string a run
 * @param trainUntil {@code --train-until}, or null
 * @param jvmArgs {@code --jvm-arg}
 */
public record BuildOrigin(
    Path jar,
    List<Path> classPath,
    String mainClass,
    List<String> train,
    String trainUntil,
    List<String> jvmArgs) {
  /** Nothing is known. */
  public static final BuildOrigin UNKNOWN = ofJvmArgs(List.of());

  private static final String JAR = "# jar ";
  private static final String CLASS_PATH = "# class-path ";
  private static final String MAIN = "# main ";
  private static final String TRAIN = "# train ";
  private static final String TRAIN_UNTIL = "# train-until ";
  private static final String JVM_ARG = "# jvm-arg ";

  /** Copies the lists. */
  public BuildOrigin {
    classPath = List.copyOf(classPath);
    train = List.copyOf(train);
    jvmArgs = List.copyOf(jvmArgs);
  }

  /**
   * That of a build.
   *
   * @param runs the arguments of the training runs, be they of the request or of its profile
   */
  public static BuildOrigin of(BuildRequest request, List<String> runs) {
    return new BuildOrigin(
        request.jar() == null ? null : absolute(request.jar()),
        request.classPath().stream().map(BuildOrigin::absolute).toList(),
        request.mainClass(),
        runs,
        request.trainUntil(),
        request.jvmArgs());
  }

  /** Nothing is known but flags of every start. */
  public static BuildOrigin ofJvmArgs(List<String> jvmArgs) {
    return new BuildOrigin(null, List.of(), null, List.of(), null, jvmArgs);
  }

  /** What the argument file beside an image says; {@link #UNKNOWN} without one. */
  public static BuildOrigin beside(Path image) {
    ArgsFile file = ArgsFile.readOrNull(ArgsFile.beside(absolute(image)));
    return file == null ? UNKNOWN : file.origin();
  }

  /** Whether it says what the program is. */
  public boolean namesProgram() {
    return jar != null || !classPath.isEmpty();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** As comments of the argument file. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (jar != null) {
      lines.add(JAR + ArgsFile.quoted(jar.toString()));
    }
    classPath.forEach(entry -> lines.add(CLASS_PATH + ArgsFile.quoted(entry.toString())));
    if (mainClass != null) {
      lines.add(MAIN + ArgsFile.quoted(mainClass));
    }
    train.forEach(run -> lines.add(TRAIN + ArgsFile.quoted(run)));
    if (trainUntil != null) {
      lines.add(TRAIN_UNTIL + ArgsFile.quoted(trainUntil));
    }
    jvmArgs.forEach(word -> lines.add(JVM_ARG + ArgsFile.quoted(word)));
    return lines;
  }

  /** From the lines of an argument file; others than those of {@link #lines} do not matter. */
  static BuildOrigin of(List<String> lines) {
    String jar = last(lines, JAR);
    return new BuildOrigin(
        jar == null ? null : Path.of(jar),
        all(lines, CLASS_PATH).stream().map(Path::of).toList(),
        last(lines, MAIN),
        all(lines, TRAIN),
        last(lines, TRAIN_UNTIL),
        all(lines, JVM_ARG));
  }

  private static List<String> all(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> ArgsFile.unquoted(line.substring(prefix.length())))
        .toList();
  }

  private static String last(List<String> lines, String prefix) {
    List<String> found = all(lines, prefix);
    return found.isEmpty() ? null : found.get(found.size() - 1);
  }
}
