package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A valid image where it does not apply: one line, the ordinary program; or it does all the same.
 */
class FallbackProcessTest {
  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  /** An agent that does nothing. */
  public static final class Agent {
    private Agent() {}

    public static void premain(String arguments) {}
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFallBackOnAnotherJdk(TestJdk jdk) {
    TestJdk other = jdks().stream().filter(j -> !j.equals(jdk)).findFirst().orElse(null);
    assumeTrue(other != null, "there is one JDK only");
    Path image = BuiltImage.ofFurnished(jdk).file();

    assertFallsBack(
        other,
        ProgramStart.jar(List.of(), image, "argument"),
        "OTHER_FEATURE",
        "another JDK release (java found=" + other.feature() + " expected=" + jdk.feature() + ")");
    assertStrictEnds(other, ProgramStart.jar(List.of(), image, "argument"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFallBackWhereAGuardFails(TestJdk jdk) {
    Path image = BuiltImage.ofFurnished(jdk).file();
    ProgramStart start =
        ProgramStart.run(
            jdk, directory, ProgramStart.jar(List.of("-Dfurnished.colour=red"), image, "argument"));

    String plain = PlainFurnished.on(jdk).out();
    assertEquals(plain.replace("colour none", "colour red"), start.process().out());
    assertEquals("GUARD", start.cause());
    assertTrue(
        start
            .process()
            .err()
            .contains("furnished.colour found=\"red\" expected=absent read by org.heapsnapshot"),
        start.process().err());
    assertStrictEnds(jdk, ProgramStart.jar(List.of("-Dfurnished.colour=red"), image, "argument"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFallBackOnTheHeapOfAnotherBuild(TestJdk jdk) {
    Path heap = BuiltImage.ofArgs(jdk).file();
    Path classes = BuiltImage.ofFurnished(jdk).file();
    List<String> arguments = List.of("-Dsnapshot=" + heap, "-jar", classes.toString(), "argument");

    assertFallsBack(jdk, arguments, "OTHER_IMAGE_ID", "another build");
    assertStrictEnds(jdk, arguments);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFallBackWithAnAgentThatIsNotTrusted(TestJdk jdk) throws IOException {
    Path image = BuiltImage.ofFurnished(jdk).file();
    String agent = "-javaagent:" + agentJar();

    assertFallsBack(
        jdk, ProgramStart.jar(List.of(agent), image, "argument"), "AGENT", "a Java agent");
    assertStrictEnds(jdk, ProgramStart.jar(List.of(agent), image, "argument"));
    ProgramStart trusted =
        ProgramStart.run(
            jdk,
            directory,
            ProgramStart.jar(List.of(agent, "-Dsnapshot.agents=trusted"), image, "argument"));
    assertEquals("restored", trusted.outcome(), trusted.process().err());
    assertEquals(PlainFurnished.on(jdk).out(), trusted.process().out());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFallBackBehindOthersOnTheClassPath(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFurnished(jdk);
    List<String> arguments = new ArrayList<>(List.of("-Dsnapshot=" + image.file(), "-cp"));
    arguments.add(directory + File.pathSeparator + image.file());
    arguments.addAll(List.of(image.mainClass(), "argument"));
    assertFallsBack(jdk, arguments, "NOT_FIRST", "in front of the image on the class path");

    arguments.set(2, image.file() + File.pathSeparator + directory);
    ProgramStart behind = ProgramStart.run(jdk, directory, arguments);
    assertEquals("restored", behind.outcome(), behind.process().err());
    assertEquals(PlainFurnished.on(jdk).out(), behind.process().out());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldSayNothingWhenTheLogIsOff(TestJdk jdk) {
    Path image = BuiltImage.ofFurnished(jdk).file();
    ProgramStart start =
        ProgramStart.run(
            jdk,
            directory,
            List.of("-Dsnapshot=none", "-Dsnapshot.log=off", "-jar", image.toString(), "argument"));

    assertEquals("", start.process().err());
    assertEquals("FILE_MISSING", start.cause());
  }

  /** It may forbid even to ask whether there is an image, and to tell. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldStartOrdinarilyUnderASecurityManager(TestJdk jdk) {
    assumeTrue(jdk.feature() < 24, "there are none any more");
    String image = BuiltImage.ofArgs(jdk).file().toString();
    List<String> options = List.of("-Xmx100m", "-Djava.security.manager");
    List<String> program = List.of("-jar", image, "argument");
    List<String> plain = new ArrayList<>(options);
    plain.addAll(program);
    List<String> restoring = new ArrayList<>(options);
    restoring.add("-Dsnapshot=" + image);
    restoring.addAll(program);
    JavaProcess expected = JavaProcess.run(jdk, directory, plain);
    JavaProcess start = JavaProcess.run(jdk, directory, restoring);
    assertEquals(expected.out(), start.out(), start.err());
    assertEquals(expected.exitCode(), start.exitCode(), start.err());
    assertTrue(!start.err().contains("Restore"), start.err());
  }

  /** The report shows {@code off}, {@code restored} or why not; so does a property. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldTellTheProgramTheOutcome(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofArgs(jdk);
    String query = "property:snapshot.status";

    ProgramStart restored =
        ProgramStart.run(jdk, directory, ProgramStart.jar(List.of(), image.file(), query));
    assertEquals(query + "=restored", restored.process().lines().get(1));
    ProgramStart off =
        ProgramStart.run(jdk, directory, List.of("-jar", image.file().toString(), query));
    assertEquals(query + "=off", off.process().lines().get(1));
    ProgramStart fallback =
        ProgramStart.run(
            jdk, directory, List.of("-Dsnapshot=none", "-jar", image.file().toString(), query));
    String status = fallback.process().lines().get(1);
    assertTrue(status.startsWith(query + "=fallback: the image cannot be opened"), status);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreWhatWasMovedAndRenamed(TestJdk jdk) throws IOException {
    BuiltImage built = BuiltImage.ofFurnished(jdk);
    Path moved = directory.resolve("re named.jar");
    Files.copy(built.file(), moved);
    ProgramStart start =
        ProgramStart.run(jdk, directory, ProgramStart.jar(List.of(), moved, "argument"));
    assertEquals("restored", start.outcome(), start.process().err());

    // With the argument file that names the old place, and without one.
    assertRuns(jdk, moved);
    Files.copy(built.argsFile(), directory.resolve("re named.jar.args"));
    assertRuns(jdk, moved);
  }

  private void assertRuns(TestJdk jdk, Path image) {
    JavaProcess run =
        ToolProcess.run(
            jdk,
            directory,
            "run",
            "--jvm-arg",
            "-Dsnapshot.log=info",
            image.toString(),
            "--",
            "argument");
    assertEquals(PlainFurnished.on(jdk).out(), run.out());
    assertTrue(run.err().startsWith("snapshot: " + image + ": restored "), run.err());
  }

  private void assertFallsBack(
      TestJdk jdk, List<String> arguments, String cause, String expectedText) {
    ProgramStart start = ProgramStart.run(jdk, directory, arguments);
    assertEquals(PlainFurnished.on(jdk).out(), start.process().out());
    assertEquals(0, start.process().exitCode());
    assertEquals("fallback", start.outcome());
    assertEquals(cause, start.cause());
    assertEquals(1, start.process().err().lines().count(), start.process().err());
    assertTrue(start.process().err().startsWith("snapshot: "), start.process().err());
    assertTrue(start.process().err().contains(expectedText), start.process().err());
  }

  private void assertStrictEnds(TestJdk jdk, List<String> arguments) {
    List<String> strict = new ArrayList<>(List.of("-Dsnapshot.strict=true"));
    strict.addAll(arguments);
    JavaProcess process = JavaProcess.run(jdk, directory, strict);
    assertEquals(3, process.exitCode());
    assertEquals("", process.out());
    assertEquals(1, process.err().lines().count(), process.err());
  }

  private Path agentJar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", Agent.class.getName());
    Path jar = directory.resolve("agent.jar");
    String entry = Agent.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var bytes = Agent.class.getResourceAsStream("/" + entry)) {
      out.putNextEntry(new JarEntry(entry));
      bytes.transferTo(out);
    }
    return jar;
  }
}
