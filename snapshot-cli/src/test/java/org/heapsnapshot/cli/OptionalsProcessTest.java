package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.heapsnapshot.testkit.programs.Optionals;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What initializers looked for in vain may be behind the image on the class path. */
class OptionalsProcessTest {
  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  private void comparesWithPlain(TestJdk jdk, Path behind, String outcome, String message) {
    BuiltImage image = BuiltImage.ofOptionals(jdk);
    String end = File.pathSeparator + behind;
    JavaProcess plain =
        JavaProcess.run(
            jdk, directory, List.of("-cp", ToolProcess.PROGRAM + end, image.mainClass()));
    ProgramStart start =
        ProgramStart.run(
            jdk,
            directory,
            List.of("-Dsnapshot=" + image.file(), "-cp", image.file() + end, image.mainClass()));
    assertEquals(outcome, start.outcome(), start.process().err());
    assertTrue(start.process().err().contains(message), start.process().err());
    assertEquals(plain.out(), start.process().out());
    assertEquals(0, start.process().exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreAlone(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofOptionals(jdk);
    ProgramStart start =
        ProgramStart.run(jdk, directory, ProgramStart.jar(List.of(), image.file()));
    assertEquals("restored", start.outcome(), start.process().err());
    assertEquals(image.plain(directory).out(), start.process().out());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldNotRestoreWhatObservationCannotFind(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofOptionals(jdk);
    List<String> convicted =
        ImageReport.read(image.file()).verdicts().stream()
            .filter(verdict -> !verdict.buildTime())
            .map(v -> v.className().replaceFirst(".*\\$", "") + " " + v.cause() + " " + v.reason())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "Manifests EFFECT its initializer looks for META-INF/MANIFEST.MF in all jars",
            "Spoken DIFFERENCE its initializer looks for optional/words_en in one of two"
                + " environments only"),
        convicted);
  }

  /** The class that is not there is in a module that an option changes. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldLookAgainWhereAModuleIsPatched(TestJdk jdk) throws Exception {
    BuiltImage image = BuiltImage.ofOptionals(jdk);
    Path type = compile("patch", "optional/Extra.java", "package optional; public class Extra {}");
    List<String> options = List.of("--patch-module", "java.base=" + type);
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-cp", ToolProcess.PROGRAM.toString(), image.mainClass()));
    JavaProcess plain = JavaProcess.run(jdk, directory, command);
    assertTrue(plain.out().contains(Optionals.CLASS), plain.out());
    ProgramStart start = ProgramStart.run(jdk, directory, ProgramStart.jar(options, image.file()));
    assertEquals("fallback", start.outcome(), start.process().err());
    assertTrue(start.process().err().contains("resource optional/Extra.class"));
    assertEquals(plain.out(), start.process().out());
  }

  /** Where a class that only a field names is not on the class path. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreAllButWhatCannotBeTold(TestJdk jdk) throws Exception {
    Path program =
        compile(
            "missing",
            "Start.java",
            "public class Start { static final java.util.List<String> ALL ="
                + " new java.util.ArrayList<>(java.util.List.of(\"a\"));"
                + " public static void main(String[] args) {"
                + " System.out.println(ALL + Holder.TEXT); } }"
                + " class Holder { static final String TEXT = String.valueOf(7); Gone gone; }"
                + " class Gone {}");
    Files.delete(program.resolve("Gone.class"));
    Path image = directory.resolve("missing.img");
    JavaProcess build =
        ToolProcess.run(
            jdk,
            directory,
            ("build --class-path " + program + " --main Start --archive none --train= -o " + image)
                .split(" "));
    assertEquals(0, build.exitCode(), build.err());
    ProgramStart start = ProgramStart.run(jdk, directory, ProgramStart.jar(List.of(), image));
    assertEquals("restored", start.outcome(), start.process().err());
    assertEquals("[a]7", start.process().out().strip());
    Verdict holder =
        ImageReport.read(image).verdicts().stream()
            .filter(verdict -> verdict.className().equals("Holder"))
            .findFirst()
            .orElseThrow();
    assertEquals("one of its fields names Gone, which is missing", holder.reason());
  }

  private Path compile(String place, String name, String source) throws Exception {
    Path file = directory.resolve(place).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", file.toString());
    assertEquals(0, code);
    return directory.resolve(place);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldLookAgainWhereSomethingIsBehindTheImage(TestJdk jdk) throws Exception {
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("unrelated.txt"), "nobody looks for it");
    comparesWithPlain(jdk, other, "restored", "");

    Path resource = directory.resolve("resource").resolve(Optionals.RESOURCE);
    Files.createDirectories(resource.getParent());
    Files.writeString(resource, "x");
    comparesWithPlain(
        jdk, directory.resolve("resource"), "fallback", "resource " + Optionals.RESOURCE);

    compile(
        "class",
        "optional/Extra.java",
        "package optional; public class Extra implements Runnable { public void run() {} }");
    comparesWithPlain(jdk, directory.resolve("class"), "fallback", "resource optional/Extra.class");

    Path services = directory.resolve("class/META-INF/services");
    Files.createDirectories(services);
    Files.writeString(services.resolve("java.lang.Runnable"), Optionals.CLASS);
    comparesWithPlain(jdk, directory.resolve("class"), "fallback", "");
  }
}
