package org.heapsnapshot.extension.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clojure from an image that holds what its runtime does before a program begins. */
class ClojureProcessTest {
  private static final Path TOOL = Path.of(System.getProperty("snapshot.jar"));
  private static final String EXPRESSION =
      "(prn (str *ns*) (count (ns-refers 'user)) (identical? map (deref (ns-resolve 'user 'map)))"
          + " *compiler-options* (System/getProperty \"any.name\"))";

  @TempDir private Path directory;

  private final List<String> libraries =
      Stream.of("clojure/core.clj", "clojure/spec/alpha.clj", "clojure/core/specs/alpha.clj")
          .map(ClojureProcessTest::jar)
          .toList();

  static Stream<TestJdk> jdks() {
    return TestJdk.supported().stream();
  }

  /** The jar of a library, which has a file of that name. */
  private static String jar(String name) {
    String url = ClassLoader.getSystemResource(name).toString();
    String file = url.substring("jar:".length(), url.indexOf('!'));
    return Path.of(URI.create(file)).toString();
  }

  private Path image(TestJdk jdk) {
    return image(jdk, libraries, "clojure.main", "--train", "-e 1");
  }

  private Path image(TestJdk jdk, List<String> classPath, String main, String... options) {
    Path image = directory.resolve("app.img");
    List<String> build = new ArrayList<>(List.of("-jar", TOOL.toString(), "build"));
    build.addAll(List.of("--class-path", String.join(File.pathSeparator, classPath)));
    build.addAll(List.of("--main", main, "--archive", "none", "-o", image.toString()));
    build.addAll(List.of(options));
    JavaProcess result = JavaProcess.run(jdk, directory, build);
    assertEquals(0, result.exitCode(), result.err());
    return image;
  }

  private JavaProcess start(TestJdk jdk, List<String> classPath, String... options) {
    List<String> command = new ArrayList<>(List.of(options));
    command.add("-cp");
    command.add(classPath.stream().collect(Collectors.joining(File.pathSeparator)));
    String main = "clojure.main";
    for (String option : options) {
      main = option.startsWith("-Dmain=") ? option.substring("-Dmain=".length()) : main;
    }
    command.addAll(List.of(main, "-e", EXPRESSION));
    return JavaProcess.run(jdk, directory, command);
  }

  /** Starts with the image and without; says how the image was used. */
  private String outcome(TestJdk jdk, Path image, List<String> more, String... options)
      throws Exception {
    List<String> plainPath = new ArrayList<>(libraries);
    plainPath.addAll(more);
    List<String> imagePath = new ArrayList<>(List.of(image.toString()));
    imagePath.addAll(more);
    Path report = directory.resolve("report");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-Dsnapshot=" + image);
    all.add("-Dsnapshot.report=" + report);
    JavaProcess plain = start(jdk, plainPath, options);
    JavaProcess restored = start(jdk, imagePath, all.toArray(String[]::new));
    assertEquals(plain.out(), restored.out(), restored.err());
    assertEquals(plain.exitCode(), restored.exitCode());
    assertEquals(0, plain.exitCode(), plain.err());
    return Files.readString(report);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldBeginAsWithoutAnImage(TestJdk jdk) throws Exception {
    Path image = image(jdk);
    String same = outcome(jdk, image, List.of(), "-Dany.name=v");
    assertTrue(same.contains("\"outcome\":\"restored\""), same);

    String option = "-Dclojure.compiler.elide-meta=[:doc]";
    String compiling = outcome(jdk, image, List.of(), option);
    assertTrue(compiling.contains("the system properties that begin with clojure.compiler."));

    Path script = Files.createDirectories(directory.resolve("scripts")).resolve("user.clj");
    Files.writeString(script, "(println \"the script of the user\")");
    String own = outcome(jdk, image, List.of(script.getParent().toString()));
    assertTrue(own.contains("resource user.clj found=\\\"present\\\" expected=absent"), own);

    String boot = outcome(jdk, image, List.of(), "-Xbootclasspath/a:" + script.getParent());
    assertTrue(boot.contains("resource user.clj"), boot);

    Path readers = Files.createDirectories(directory.resolve("more")).resolve("data_readers.clj");
    Files.writeString(readers, "{any/tag clojure.core/inc}");
    String more = outcome(jdk, image, List.of(readers.getParent().toString()));
    assertTrue(more.contains("number of resources data_readers.clj"), more);

    String other = outcome(jdk, image, List.of(classes()), "-Dmain=" + Embedding.class.getName());
    assertTrue(other.contains("main class found=absent expected=\\\"clojure.main\\\""), other);
  }

  /** A program of one's own that calls Clojure before anything else. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreClojureWhereMainBeginsWithIt(TestJdk jdk) throws Exception {
    Path jar =
        Jars.write(
            directory.resolve("calling.jar"),
            Calling.class,
            entry -> entry.endsWith("$Calling.class"),
            Map.of());
    List<String> program = new ArrayList<>(List.of(jar.toString()));
    program.addAll(libraries);
    Path image = image(jdk, program, Calling.class.getName(), "--train", "");
    String option = "-Dmain=" + Calling.class.getName();
    String used = outcome(jdk, image, List.of(jar.toString()), option);
    assertTrue(used.contains("\"outcome\":\"restored\""), used);
    JavaProcess explain =
        JavaProcess.run(
            jdk,
            directory,
            List.of("-jar", TOOL.toString(), "explain", image.toString(), "clojure.lang.RT"));
    assertTrue(explain.out().startsWith("clojure.lang.RT: BUILD_TIME"), explain.out());
  }

  private static String classes() throws Exception {
    return Path.of(Embedding.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  /** A main class that begins with Clojure's own interface for Java. */
  public static final class Calling {
    private Calling() {}

    /** Prints a sum. */
    public static void main(String[] args) {
      System.out.println(clojure.java.api.Clojure.var("clojure.core", "+").invoke(1, 2));
    }
  }

  /** A main class that uses Clojure before it has it evaluate something. */
  public static final class Embedding {
    private Embedding() {}

    /** Takes what {@code clojure.main} does. */
    public static void main(String[] args) {
      System.out.println(clojure.lang.Namespace.find(clojure.lang.Symbol.intern("user")));
      clojure.main.main(args);
    }
  }
}
