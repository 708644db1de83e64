package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldLookAgainWhereModulesAreAdded(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofOptionals(jdk);
    List<String> options = List.of("--add-modules", "java.sql", "-Dx=y");
    ProgramStart start = ProgramStart.run(jdk, directory, ProgramStart.jar(options, image.file()));
    assertEquals("restored", start.outcome(), start.process().err());
    assertEquals(image.plain(directory).out(), start.process().out());
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

    Path type = directory.resolve("class").resolve(Optionals.CLASS.replace('.', '/') + ".java");
    Files.createDirectories(type.getParent());
    Files.writeString(
        type, "package optional; public class Extra implements Runnable { public void run() {} }");
    int compiled =
        javax.tools.ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", type.toString());
    assertEquals(0, compiled);
    comparesWithPlain(jdk, directory.resolve("class"), "fallback", "resource optional/Extra.class");

    Path services = directory.resolve("class/META-INF/services");
    Files.createDirectories(services);
    Files.writeString(services.resolve("java.lang.Runnable"), Optionals.CLASS);
    comparesWithPlain(jdk, directory.resolve("class"), "fallback", "");
  }
}
