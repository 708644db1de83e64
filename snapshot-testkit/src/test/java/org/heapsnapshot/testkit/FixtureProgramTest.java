package org.heapsnapshot.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixture programs without an image: what images are later compared with. */
class FixtureProgramTest {
  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @Test
  void shouldPrintTheSameOnEveryJdk() {
    Set<String> outputs = new HashSet<>();
    for (TestJdk jdk : jdks()) {
      JavaProcess process = run(jdk, ProgramJar.MAIN, List.of());
      assertEquals(0, process.exitCode(), process.out() + process.err());
      assertEquals("", process.err());
      assertTrue(process.lines().size() > 700, process.out());
      assertTrue(process.lines().stream().noneMatch(l -> l.startsWith("WRONG")), process.out());
      outputs.add(process.out());
    }
    assertEquals(1, outputs.size());
  }

  @Test
  void shouldPrintTheSameInAnotherEnvironment() {
    TestJdk jdk = TestJdk.running();
    String plain = run(jdk, ProgramJar.BRIEF, List.of()).out();
    List<String> options =
        List.of(
            "-ea",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Tokyo",
            "-Dfixture.colour=green",
            "-Dfixture.loud=true",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=0",
            "-Xshare:off");
    JavaProcess other = run(jdk, ProgramJar.BRIEF, options);
    assertEquals(plain, other.out());
    assertEquals(0, other.exitCode());
  }

  @Test
  void shouldWriteTheSameJarTwice() throws IOException {
    Path first = ProgramJar.write(directory.resolve("first.jar"), ProgramJar.MAIN);
    Path second = ProgramJar.write(directory.resolve("second.jar"), ProgramJar.MAIN);
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    try (ZipFile zip = new ZipFile(first.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        assertTrue(
            entry.getName().matches("META-INF/.*|.*/(graph|hostile|programs?)/[^/]+"),
            entry.getName());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldExitWithItsCode(TestJdk jdk) {
    JavaProcess process = run(jdk, ProgramJar.program("ExitCode"), List.of());
    assertEquals(List.of("exiting"), process.lines());
    assertEquals(7, process.exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldThrow(TestJdk jdk) {
    JavaProcess process = run(jdk, ProgramJar.program("Throws"), List.of());
    assertEquals(1, process.exitCode());
    assertTrue(process.err().contains("IllegalStateException: thrown by main"), process.err());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldHangUntilKilled(TestJdk jdk) {
    JavaProcess process = run(jdk, ProgramJar.program("Hang"), List.of(), List.of(), "", 4);
    assertEquals(List.of("HANGING"), process.lines());
    assertEquals(-1, process.exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldServeUntilStopped(TestJdk jdk) {
    JavaProcess process =
        run(jdk, ProgramJar.program("Server"), List.of(), List.of(), "ping\nwhat\nstop\n", 60);
    assertEquals(List.of("READY", "pong", "unknown what", "stopping"), process.lines());
    assertEquals(0, process.exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldAnswerItsArguments(TestJdk jdk) throws IOException {
    Files.writeString(directory.resolve("text"), "contents\n");
    JavaProcess process =
        run(
            jdk,
            ProgramJar.program("Args"),
            List.of("-Dp=v"),
            List.of("a b", "file:text", "property:p", "write:made"),
            "",
            60);
    assertEquals(
        List.of(
            "arguments 4", "argument a b", "file:text=contents", "property:p=v", "write:made=made"),
        process.lines());
    assertEquals("written\n", Files.readString(directory.resolve("made")));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldCompareGeneratedGraphs(TestJdk jdk) {
    JavaProcess process = run(jdk, ProgramJar.program("Graphs"), List.of());
    assertEquals(0, process.exitCode(), process.out() + process.err());
    assertEquals("all ok", process.lines().get(process.lines().size() - 1));
  }

  @Test
  void shouldHaveTheSameDefaultSerialVersionUidOnEveryJdk() {
    Set<String> outputs = new HashSet<>();
    for (TestJdk jdk : jdks()) {
      outputs.add(run(jdk, ProgramJar.program("NoInitializer"), List.of()).out());
    }
    assertEquals(1, outputs.size(), outputs.toString());
    assertTrue(outputs.iterator().next().endsWith("state [built, early]\n"), outputs.toString());
  }

  private JavaProcess run(TestJdk jdk, String mainClass, List<String> options) {
    return run(jdk, mainClass, options, List.of(), "", 120);
  }

  private JavaProcess run(
      TestJdk jdk,
      String mainClass,
      List<String> options,
      List<String> arguments,
      String input,
      int limitSeconds) {
    Path jar = ProgramJar.write(directory.resolve("program.jar"), mainClass);
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return JavaProcess.run(
        jdk, directory, command, Map.of(), input, Duration.ofSeconds(limitSeconds));
  }
}
