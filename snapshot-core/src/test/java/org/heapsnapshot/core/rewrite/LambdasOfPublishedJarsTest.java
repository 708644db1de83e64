package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heapsnapshot.core.jvm.ChildJvm;
import org.heapsnapshot.core.jvm.ChildResult;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What other compilers wrote (javac 8 to 25, those of Kotlin and Scala) is rewritten so that every
 * class passes the verifier of each JDK, and programs do the same.
 */
class LambdasOfPublishedJarsTest {
  private static final ClassHierarchy JDK =
      ClassFileHierarchy.ofLoader(ClassLoader.getPlatformClassLoader());

  @TempDir Path directory;

  static Stream<Arguments> jarsOnJdks() {
    return InstalledJdks.find().stream()
        .flatMap(jdk -> Stream.of(Published.values()).map(each -> Arguments.of(each, jdk)));
  }

  @ParameterizedTest
  @MethodSource("jarsOnJdks")
  void shouldVerifyAndDoTheSame(Published published, TargetJdk jdk) throws Exception {
    LambdaRewriting rewriting;
    try (JdkClassFiles files = JdkClassFiles.open(jdk.home())) {
      rewriting = LambdaRewriting.of(entries(published.jars(), true), files.hierarchy());
    }
    assertEquals(Map.of(), rewriting.unreadable());
    Path program = jar("program.jar", published.compile(), Map.of());
    Path rewritten = jar("rewritten.jar", rewriting.classFiles(), entries(published.jars(), false));

    String expected = run(jdk, published.program, program, published.jars());

    assertTrue(expected.lines().count() > 8, expected);
    assertEquals(expected, run(jdk, published.program, program, List.of(rewritten)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepOnlyWhatMustStay(Published published) throws Exception {
    LambdaRewriting rewriting = LambdaRewriting.of(entries(published.jars(), true), JDK);

    Map<KeptReason, Integer> kept = new EnumMap<>(KeptReason.class);
    for (List<LambdaRewriter.Kept> all : rewriting.kept().values()) {
      all.forEach(each -> kept.merge(each.reason(), 1, Integer::sum));
    }
    assertEquals(published.kept, kept);
    assertEquals(
        published.rewritten, rewriting.hosts().values().stream().mapToInt(List::size).sum());
  }

  private static String run(TargetJdk jdk, String main, Path program, List<Path> jars) {
    List<String> command =
        new ArrayList<>(
            List.of(
                jdk.launcher().toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "test-classes").toString(),
                LinksAndRuns.class.getName(),
                main,
                program.toString()));
    jars.forEach(jar -> command.add(jar.toString()));
    ChildResult result = ChildJvm.of(command).timeout(Duration.ofSeconds(300)).run();
    assertEquals(0, result.exitCode(), result.toString());
    return result.output();
  }

  /** The classes by internal name, or all other entries; those of other releases are among them. */
  private static Map<String, byte[]> entries(List<Path> jars, boolean classes) throws IOException {
    Map<String, byte[]> found = new LinkedHashMap<>();
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : Collections.list(file.entries())) {
          String name = entry.getName();
          boolean isClass =
              name.endsWith(".class")
                  && !name.startsWith("META-INF/")
                  && !name.equals("module-info.class");
          if (isClass == classes && !entry.isDirectory()) {
            found.putIfAbsent(
                isClass ? name.substring(0, name.length() - 6) : name,
                file.getInputStream(entry).readAllBytes());
          }
        }
      }
    }
    return found;
  }

  private Path jar(String name, Map<String, byte[]> classFiles, Map<String, byte[]> resources)
      throws IOException {
    Path jar = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setLevel(0);
      for (Map.Entry<String, byte[]> each : resources.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
      for (Map.Entry<String, byte[]> each : classFiles.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey() + ".class"));
        zip.write(each.getValue());
      }
    }
    return jar;
  }
}
