package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.ProgramJar;
import org.heapsnapshot.testkit.TestJdk;

/**
 * An image that the packaged tool built, once in the life of this JVM for each JDK, from a profile
 * as one that is committed. Tests must not change its files. Thread-safe.
 *
 * @param jdk the JDK it is for
 * @param mainClass its program
 * @param profile what it was built from
 * @param file the image
 * @param build what the build printed
 */
record BuiltImage(TestJdk jdk, String mainClass, Path profile, Path file, JavaProcess build) {
  private static final Path PLACE = ToolProcess.TOOL.resolveSibling("process-tests");
  private static final Map<List<Object>, BuiltImage> ALL = new ConcurrentHashMap<>();

  /** The fixture program: every kind of state. */
  static BuiltImage ofFixture(TestJdk jdk) {
    return of(jdk, ProgramJar.MAIN, "");
  }

  /** A small program with a little of everything. */
  static BuiltImage ofFurnished(TestJdk jdk) {
    return of(jdk, ProgramJar.program("Furnished"), "trained");
  }

  /** A program that prints what its arguments ask for. */
  static BuiltImage ofArgs(TestJdk jdk) {
    return of(jdk, ProgramJar.program("Args"), "x");
  }

  /** A program without state. */
  static BuiltImage ofStateless(TestJdk jdk) {
    return of(jdk, ProgramJar.program("Stateless"), "");
  }

  /** A program whose threads initialize classes at once. */
  static BuiltImage ofTogether(TestJdk jdk) {
    return of(jdk, ProgramJar.program("Together"), "");
  }

  /** A program whose initializers make what no other process makes. */
  static BuiltImage ofUnique(TestJdk jdk) {
    return of(jdk, ProgramJar.program("Unique"), "");
  }

  /** A program whose initializers define classes. */
  static BuiltImage ofMakes(TestJdk jdk) {
    return of(
        jdk, ProgramJar.program("Makes"), "reader plain named family left right early unused");
  }

  /** A program whose initializers define classes in loaders of their own. */
  static BuiltImage ofLoads(TestJdk jdk) {
    return of(
        jdk,
        ProgramJar.program("Loads"),
        "plain there more lone family domain empty secure early again");
  }

  /** A program that always begins with the same classes. */
  static BuiltImage ofFirst(TestJdk jdk) {
    return of(jdk, ProgramJar.program("First"), "x");
  }

  /** A program that depends on the number of processors, in part. */
  static BuiltImage ofConditional(TestJdk jdk) {
    return of(jdk, ProgramJar.program("Conditional"), "");
  }

  /** A program whose initializers look for what is not there. */
  static BuiltImage ofOptionals(TestJdk jdk) {
    return of(jdk, ProgramJar.program("Optionals"), "");
  }

  /** A program of hostile initializers. */
  static BuiltImage ofHostile(TestJdk jdk) {
    return of(jdk, "org.heapsnapshot.testkit.hostile.Main", "");
  }

  private static BuiltImage of(TestJdk jdk, String mainClass, String training) {
    return ALL.computeIfAbsent(List.of(jdk, mainClass), key -> make(jdk, mainClass, training));
  }

  private static BuiltImage make(TestJdk jdk, String mainClass, String training) {
    // With its package: there are several programs named Main.
    String name = mainClass.replaceFirst("^org\\.heapsnapshot\\.", "") + "-" + jdk.feature();
    Path profile = PLACE.resolve(name + ".profile");
    try {
      Files.createDirectories(PLACE);
      Files.deleteIfExists(profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavaProcess train =
        ToolProcess.run(
            jdk,
            PLACE,
            arguments("train", mainClass, "--train", training, "-o", profile.toString()));
    assertEquals(0, train.exitCode(), train.err());
    Path image = PLACE.resolve(name + ".img");
    JavaProcess build = build(jdk, mainClass, profile, image, List.of(), PLACE);
    assertEquals(0, build.exitCode(), build.err());
    return new BuiltImage(jdk, mainClass, profile, image, build);
  }

  /** Builds it once more at another place, with options for the tool's own JVM, and more. */
  JavaProcess buildAgain(Path image, List<String> jvmOptions, Path directory, String... more) {
    return build(jdk, mainClass, profile, image, jvmOptions, directory, more);
  }

  /** What the user knows of the program: caches that hostile initializers fill. */
  private static final String MEMOS =
      "org.heapsnapshot.testkit.hostile.Memoized$Memo.CACHE,"
          + "org.heapsnapshot.testkit.hostile.Memoized$Memo.last,"
          + "org.heapsnapshot.testkit.hostile.Memoized$Memo.none,"
          + "org.heapsnapshot.testkit.hostile.Memoized$Memo.isNoneMade";

  private static JavaProcess build(
      TestJdk jdk,
      String mainClass,
      Path profile,
      Path image,
      List<String> jvmOptions,
      Path directory,
      String... more) {
    List<String> options = new ArrayList<>(List.of("--profile", profile.toString()));
    options.addAll(List.of("--archive", "none", "--memo", MEMOS, "-o", image.toString()));
    options.addAll(List.of(more));
    return ToolProcess.run(
        jdk, directory, jvmOptions, arguments("build", mainClass, options.toArray(String[]::new)));
  }

  private static String[] arguments(String command, String mainClass, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(command, "--jar", ToolProcess.PROGRAM.toString(), "--main", mainClass));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  /** Starts the program without an image. */
  JavaProcess plain(Path directory, String... args) {
    List<String> arguments =
        new ArrayList<>(List.of("-cp", ToolProcess.PROGRAM.toString(), mainClass));
    arguments.addAll(List.of(args));
    return JavaProcess.run(jdk, directory, arguments);
  }

  /** Its argument file. */
  Path argsFile() {
    return file.resolveSibling(file.getFileName() + ".args");
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
