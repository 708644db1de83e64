package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler of each JDK writes lambdas in its own way: its output, rewritten, runs on it. */
class LambdasOnEveryJdkTest {

  static Stream<TargetJdk> jdks() {
    return InstalledJdks.find().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldPrintTheSame(TargetJdk jdk, @TempDir Path directory) throws Exception {
    Path compiled = directory.resolve("compiled");
    for (Zoo zoo : List.of(Zoo.ZOO8, Zoo.ZOO17)) {
      compile(jdk, zoo, directory.resolve("sources"), compiled);
    }
    Path rewritten = directory.resolve("rewritten");
    try (JdkClassFiles files = JdkClassFiles.open(jdk.home())) {
      LambdaRewriting rewriting = LambdaRewriting.of(read(compiled), files.hierarchy());
      assertTrue(rewriting.hosts().size() > 5, rewriting.hosts().toString());
      write(rewriting.classFiles(), rewritten);
    }
    for (Zoo zoo : List.of(Zoo.ZOO8, Zoo.ZOO17)) {
      String expected = run(jdk, compiled, zoo.mainClass);
      assertTrue(expected.lines().count() > 3, expected);
      assertEquals(expected, run(jdk, rewritten, zoo.mainClass));
    }
  }

  private static void compile(TargetJdk jdk, Zoo zoo, Path sources, Path output)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.home().resolve("bin").resolve("javac").toString());
    command.addAll(List.of("-J-Xmx256m", "-g", "-nowarn", "--release", "" + zoo.release, "-d"));
    command.add(output.toString());
    for (Compiler.Source source : zoo.sources()) {
      Path file = sources.resolve(source.name().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.text());
      command.add(file.toString());
    }
    ChildResult result = ChildJvm.of(command).timeout(Duration.ofSeconds(120)).run();
    assertEquals(0, result.exitCode(), result.toString());
  }

  private static String run(TargetJdk jdk, Path classes, String mainClass) {
    ChildResult result =
        ChildJvm.of(jdk.launcher().toString(), "-Xmx128m", "-cp", classes.toString(), mainClass)
            .timeout(Duration.ofSeconds(120))
            .run();
    assertEquals(0, result.exitCode(), result.toString());
    return result.output();
  }

  private static Map<String, byte[]> read(Path directory) throws IOException {
    Map<String, byte[]> classFiles = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        classFiles.put(
            name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
    }
    return classFiles;
  }

  private static void write(Map<String, byte[]> classFiles, Path directory) throws IOException {
    for (Map.Entry<String, byte[]> each : classFiles.entrySet()) {
      Path file = directory.resolve(each.getKey() + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
  }
}
