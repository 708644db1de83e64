package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged tool, started as a user starts it. */
class ToolProcessTest {
  private static final Path TOOL = ToolProcess.TOOL;
  private static final Path PROGRAM = ToolProcess.PROGRAM;

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldTellItsVersionOnEveryJdk(TestJdk jdk) {
    JavaProcess process = tool(jdk, "--version");

    assertEquals(0, process.exitCode(), process.err());
    assertTrue(process.out().startsWith("snapshot "), process.out());
    assertEquals("", process.err());
  }

  @Test
  void shouldExitWith1AndOneLineForWhatIsNoImage() {
    JavaProcess process = tool(TestJdk.running(), "inspect", TOOL.toString());

    assertEquals(1, process.exitCode());
    assertEquals("", process.out());
    assertEquals(1, process.err().lines().count(), process.err());
    assertTrue(process.err().contains("is no image"), process.err());
  }

  @Test
  void shouldExitWith2ForAnUnknownOption() {
    assertEquals(2, tool(TestJdk.running(), "inspect", "--jsn", "x").exitCode());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldPassOnExitCodeArgumentsAndStreams(TestJdk jdk) throws IOException {
    String exits = image("ExitCode").toString();
    JavaProcess code = tool(jdk, "run", "--baseline", exits);
    assertEquals(7, code.exitCode(), code.err());
    assertEquals("exiting", code.out().strip());

    String prints = image("Args").toString();
    JavaProcess args =
        tool(jdk, "run", "--baseline", "--jvm-arg", "-Da=b", prints, "--", "-x", "property:a");
    assertEquals(List.of("arguments 2", "argument -x", "property:a=b"), args.lines(), args.err());
  }

  @Test
  void shouldEndTheProgramWhenItIsEnded() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(TestJdk.running().java().toString(), "-Xmx256m", "-jar", TOOL.toString()));
    command.addAll(List.of("run", "--baseline", image("Hang").toString()));
    Process tool = new ProcessBuilder(command).start();
    try {
      // Its first line: the program runs now, below the tool.
      assertEquals("HANGING", tool.inputReader().readLine());
      List<ProcessHandle> below = tool.descendants().toList();
      assertFalse(below.isEmpty());

      tool.destroy();

      assertTrue(tool.waitFor(30, TimeUnit.SECONDS));
      for (ProcessHandle child : below) {
        assertFalse(child.isAlive(), () -> "still there: " + child.info());
      }
    } finally {
      tool.descendants().forEach(ProcessHandle::destroyForcibly);
      tool.destroyForcibly();
    }
  }

  @Test
  void shouldBeAnAgentWhoseLibrariesAreItsOwn() throws IOException {
    try (JarFile jar = new JarFile(TOOL.toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();
      assertEquals("org.heapsnapshot.core.agent.Agent", attributes.getValue("Premain-Class"));
      assertEquals("true", attributes.getValue("Can-Retransform-Classes"));
      List<String> foreign =
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(".class") && !name.startsWith("org/heapsnapshot/"))
              .toList();
      assertEquals(List.of(), foreign);
    }
  }

  private JavaProcess tool(TestJdk jdk, String... args) {
    return ToolProcess.run(jdk, directory, args);
  }

  /** A file that {@code run --baseline} takes for an image: a program with an image's manifest. */
  private Path image(String program) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "org.heapsnapshot.testkit.programs." + program);
    attributes.putValue("Snapshot-Image-Id", "0".repeat(64));
    Path image = directory.resolve(program + ".img");
    try (JarFile from = new JarFile(PROGRAM.toFile());
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(image), manifest)) {
      for (JarEntry entry : from.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        to.putNextEntry(new JarEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
      }
    }
    return image;
  }
}
