package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program with every kind of state does the same from its image, however it is started. */
class FixtureProcessTest {
  private static final Map<TestJdk, JavaProcess> PLAIN = new ConcurrentHashMap<>();

  /** Classes of the program that hold what only the JDK can make, or make again. */
  private static final Set<String> CARRIED =
      Set.of(
          "Annotations",
          "Atomics",
          "Buffers",
          "Calendars",
          "Chronologies",
          "Ciphers",
          "ClassObjects",
          "ClassObjects$Packages",
          "Combinators",
          "Formats",
          "AssertionStatus",
          "AssertionStatus$Checker",
          "AssertionStatus$Nested",
          "GenericTypes",
          "GenericTypes$Lone",
          "Identifiers",
          "JdkSingletons",
          "Lambdas",
          "LibraryFactories",
          "LocalesAndCharsets",
          "Locks",
          "Loggers",
          "Patterns",
          "PropertyTables",
          "Proxies",
          "References",
          "Reflection",
          "Services",
          "Services$Own",
          "ThreadLocals",
          "Times");

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreWithDashJarAndNotRehashWhatIsStable(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFixture(jdk);
    ProgramStart start = start(jdk, ProgramStart.jar(List.of(), image.file()));

    assertEquals("restored", start.outcome());
    assertTrue(start.count("classes") > 80, start.report().toString());
    assertTrue(start.count("objects") > 1_000_000, start.report().toString());
    assertEquals("false", start.report().get("offsetsComputed").getAsString());
    assertEquals(0, start.count("rehashedStable"));
    assertTrue(start.count("copiedHashed") > 0, start.report().toString());
    assertTrue(start.count("reseeded") > 20, start.report().toString());
    assertTrue(stableCollections(image) > 20);
  }

  /** Those that no unit rebuilds; a report tells of the boot units only. */
  private int stableCollections(BuiltImage image) {
    JavaProcess inspect =
        ToolProcess.run(image.jdk(), directory, "inspect", "--json", image.file().toString());
    JsonObject counts =
        JsonParser.parseString(inspect.out()).getAsJsonObject().getAsJsonObject("counts");
    return counts.get("collections").getAsInt() - counts.get("reseeded").getAsInt();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldCarryWhatOnlyTheJdkCanMake(TestJdk jdk) {
    List<String> wrong = new ArrayList<>();
    Set<String> missing = new TreeSet<>(CARRIED);
    for (Verdict verdict : ImageReport.read(BuiltImage.ofFixture(jdk).file()).verdicts()) {
      String name = verdict.className().substring(verdict.className().lastIndexOf('.') + 1);
      if (missing.remove(name) && !verdict.buildTime()) {
        wrong.add(verdict.toString());
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(Set.of(), missing);
  }

  /** The same file without {@code -Dsnapshot}: the initializers run. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldInitializeTheOrdinaryWayWhenNotAskedToRestore(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFixture(jdk);
    ProgramStart start = start(jdk, List.of("-jar", image.file().toString()));

    assertEquals("off", start.outcome());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreFromTheClassPathInAnotherDirectory(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFixture(jdk);
    String file = directory.relativize(image.file().toAbsolutePath()).toString();
    List<String> arguments = new ArrayList<>();
    if (jdk.feature() >= 24) {
      // Without -jar no manifest exports what the JDK does not warn about.
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    arguments.addAll(List.of("-Dsnapshot=" + file, "-cp", file, image.mainClass()));
    ProgramStart start = start(jdk, arguments);

    assertEquals("restored", start.outcome());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreWithTheArgumentFile(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFixture(jdk);
    ProgramStart start = start(jdk, List.of("@" + image.argsFile()));

    assertEquals("restored", start.outcome());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRestoreWithTheRunCommand(TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFixture(jdk);
    JavaProcess plain = plain(image);

    JavaProcess run =
        ToolProcess.run(
            jdk, directory, "run", "--jvm-arg", "-Dsnapshot.log=info", image.file().toString());

    assertEquals(plain.out(), run.out());
    assertEquals(plain.exitCode(), run.exitCode());
    assertEquals(1, ToolProcess.messages(run).size(), run.err());
    assertTrue(run.err().contains(": restored "), run.err());
  }

  /** Options under which objects look otherwise than at build, and others that matter to nobody. */
  static Stream<Arguments> optionsOnJdks() {
    List<String> options = new ArrayList<>();
    options.add("-ea");
    options.add("-ea:org.heapsnapshot.testkit.program.AssertionStatus");
    options.add("-ea:org.heapsnapshot.testkit.program.Asked");
    options.add("-Xint");
    options.add("-XX:-CompactStrings");
    options.add("-XX:+UseSerialGC");
    options.add("-XX:+UseParallelGC");
    options.add("-Xshare:off");
    return jdks().stream()
        .flatMap(jdk -> options.stream().map(option -> Arguments.of(option, jdk)));
  }

  @ParameterizedTest
  @MethodSource("optionsOnJdks")
  void shouldRestoreUnderOtherOptions(String option, TestJdk jdk) {
    BuiltImage image = BuiltImage.ofFixture(jdk);
    ProgramStart start = start(jdk, ProgramStart.jar(List.of(option), image.file()));

    assertEquals("restored", start.outcome());
    assertEquals("false", start.report().get("offsetsComputed").getAsString());
  }

  /** The field updaters of the program hold offsets, so that its image needs the layout of then. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFallBackUnderAnotherLayoutBecauseOfFieldUpdatersOnly(TestJdk jdk) {
    List<String> options = List.of("-XX:-UseCompressedOops");
    BuiltImage image = BuiltImage.ofFixture(jdk);
    ProgramStart start = ProgramStart.run(jdk, directory, ProgramStart.jar(options, image.file()));
    assertEquals(plain(image).out(), start.process().out());
    assertEquals(0, start.process().exitCode());
    assertEquals("GUARD", start.cause());
    assertEquals(1, start.process().err().lines().count(), start.process().err());
    assertTrue(start.process().err().contains("object layout"), start.process().err());

    Path without = BuiltImage.ofFurnished(jdk).file();
    ProgramStart restored =
        ProgramStart.run(jdk, directory, ProgramStart.jar(options, without, "argument"));
    assertEquals("restored", restored.outcome(), restored.process().err());
    assertEquals("true", restored.report().get("offsetsComputed").getAsString());
    assertEquals(PlainFurnished.on(jdk).out(), restored.process().out());
  }

  /** Starts it in the temporary directory; it must do what it does without an image. */
  private ProgramStart start(TestJdk jdk, List<String> arguments) {
    JavaProcess plain = plain(BuiltImage.ofFixture(jdk));
    ProgramStart start = ProgramStart.run(jdk, directory, arguments);
    assertEquals(plain.out(), start.process().out());
    assertEquals(plain.exitCode(), start.process().exitCode());
    assertEquals("", start.process().err());
    return start;
  }

  private JavaProcess plain(BuiltImage image) {
    return PLAIN.computeIfAbsent(image.jdk(), jdk -> image.plain(directory));
  }
}
