package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.jvm.ObservedJvm;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Observe;
import org.heapsnapshot.core.observe.Observed;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.runtime.format.GuardKind;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts of the machine: what convicts, what becomes a guard, what must not get into an image. */
class FactsProcessTest {
  private static final String FACTS = "org.heapsnapshot.observed.Facts$";
  private static final List<String> READERS =
      List.of(
          "UnsetVariable",
          "UnsetMachineVariable",
          "HomeVariable",
          "TrainedVariable",
          "WholeEnvironment",
          "Processors",
          "Memory",
          "Home",
          "Host",
          "Zone",
          "Language",
          "HoldsKey");

  @TempDir static Path directory;
  private static Path agent;
  private static Path program;
  private static Path twin;

  @BeforeAll
  static void pack() throws IOException {
    agent = AgentJar.write(directory.resolve("agent.jar"));
    program = AgentJar.program(directory.resolve("program.jar"));
    twin = directory.resolve("longer-name.jar");
    try (InputStream in = Files.newInputStream(program)) {
      Files.write(twin, ("ahead of a ZIP there may be anything").getBytes(StandardCharsets.UTF_8));
      Files.write(twin, in.readAllBytes(), StandardOpenOption.APPEND);
    }
  }

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  private static Observed observe(
      TestJdk jdk, List<String> classes, FactOptions facts, List<String> trusted)
      throws IOException {
    List<Profile.Initialized> initialized = new ArrayList<>();
    classes.forEach(name -> initialized.add(new Profile.Initialized(FACTS + name, 1, 1)));
    Profile profile =
        new Profile(
            List.of(),
            List.of(),
            initialized,
            List.of(),
            List.of(new Profile.PropertySet("variable", "FIXTURE_TRAINED", 0)));
    Path work = Files.createTempDirectory(directory, "work");
    ObservedJvm jvm = new ObservedJvm(TargetJdk.of(jdk.home()), agent, List.of("-Xmx256m"));
    return new Observe(jvm, work, trusted.stream().map(FACTS::concat).toList(), Progress.NONE)
        .run(
            List.of(program),
            List.of(twin),
            FACTS + classes.get(0),
            profile,
            List.of(),
            List.of(),
            Map.of(),
            facts);
  }

  private static Verdict verdict(Observed observed, String name) {
    return observed.observation().verdicts().stream()
        .filter(v -> v.className().equals(FACTS + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict for " + name));
  }

  private static Guard guard(Observed observed, int kind, String name) {
    return observed.observation().guards().stream()
        .filter(g -> g.kind() == kind && g.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no guard for " + name));
  }

  private static void convicts(Observed observed, String name, String reason, String option) {
    Verdict verdict = verdict(observed, name);
    assertFalse(verdict.buildTime(), name);
    assertTrue(verdict.reason().contains(reason), verdict::toString);
    if (option.isEmpty()) {
      assertEquals("", verdict.advice());
    } else {
      assertTrue(verdict.advice().endsWith("say --guard " + option + "."), verdict::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldConvictReadersOfTheMachineAndNameTheOption(TestJdk jdk) throws IOException {
    Observed observed = observe(jdk, READERS, FactOptions.NONE, List.of());

    convicts(observed, "UnsetMachineVariable", "the variable XDG_FIXTURE", "env:XDG_FIXTURE");
    convicts(observed, "HomeVariable", "the variable HOME, which each machine", "env:HOME");
    convicts(observed, "TrainedVariable", "FIXTURE_TRAINED", "env:FIXTURE_TRAINED");
    convicts(observed, "WholeEnvironment", "reads the environment: all of it", "");
    convicts(observed, "Processors", "Runtime.availableProcessors", "processors");
    convicts(observed, "Memory", "Runtime.maxMemory", "max-memory");
    convicts(observed, "Home", "the property user.home", "user.home");
    convicts(observed, "Host", "InetAddress.getLocalHost", "host");
    convicts(observed, "Zone", "differs between two observations", "");
    convicts(observed, "Language", "differs between two observations", "");
    convicts(observed, "HoldsKey", "a key (" + FACTS + "OwnKey)", "");
    assertTrue(verdict(observed, "UnsetVariable").buildTime());
    Guard absent = guard(observed, GuardKind.ENVIRONMENT, "FIXTURE_UNSET");
    assertNull(absent.value());
    assertEquals(FACTS + "UnsetVariable", absent.reader());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldGuardWhatTheUserAccepts(TestJdk jdk) throws IOException {
    String path = System.getenv("PATH");
    List<String> guards =
        List.of(
            "processors",
            "max-memory",
            "host",
            "locale",
            "timezone",
            "user.home",
            "env:XDG_FIXTURE",
            "env:HOME");
    FactOptions facts =
        new FactOptions(
            List.of("FIXTURE_TRAINED", "PATH"), guards, List.of(FACTS + "OwnKey"), List.of());
    Observed observed = observe(jdk, READERS, facts, List.of());

    for (String name : READERS) {
      boolean accepted = !name.equals("WholeEnvironment");
      assertEquals(accepted, verdict(observed, name).buildTime(), () -> name);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    assertEquals("" + processors, guard(observed, GuardKind.PROCESSORS, "processors").value());
    long bytes = Long.parseLong(guard(observed, GuardKind.MAX_MEMORY, "max-memory").value());
    assertTrue(bytes > 200_000_000 && bytes <= 256 << 20, "-Xmx256m: " + bytes);
    assertEquals(System.getenv("HOME"), guard(observed, GuardKind.ENVIRONMENT, "HOME").value());
    assertNull(guard(observed, GuardKind.ENVIRONMENT, "FIXTURE_TRAINED").value());
    assertEquals(
        System.getProperty("user.home"), guard(observed, GuardKind.PROPERTY, "user.home").value());
    assertEquals(FACTS + "Host", guard(observed, GuardKind.HOST, "host").reader());
    assertEquals("--guard", guard(observed, GuardKind.LOCALE, "locale").reader());
    assertEquals("--guard", guard(observed, GuardKind.TIME_ZONE, "timezone").reader());
    assertTrue(
        path == null
            || observed.observation().guards().stream().noneMatch(g -> path.equals(g.value())),
        "nobody read PATH");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldTakeTheJarsOfTheProgramForPartsOfIt(TestJdk jdk) throws IOException {
    List<String> names = List.of("OwnJar", "OwnJarPath", "OwnJarLength", "RegistersFileSystem");
    Observed observed = observe(jdk, names, FactOptions.NONE, List.of());

    assertTrue(verdict(observed, "OwnJar").buildTime(), () -> verdict(observed, "OwnJar") + "");
    assertEquals("DIFFERENCE", verdict(observed, "OwnJarPath").cause());
    assertEquals("DIFFERENCE", verdict(observed, "OwnJarLength").cause());
    convicts(observed, "RegistersFileSystem", "java.nio.file.FileSystems.newFileSystem", "");
    guard(observed, GuardKind.LAYOUT, "layout");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldFailWhenATokenIsKeptAfterAll(TestJdk jdk) throws IOException {
    List<String> answered = List.of("Answered");
    SnapshotException e =
        assertThrows(
            SnapshotException.class, () -> observe(jdk, answered, FactOptions.NONE, answered));

    assertTrue(e.getMessage().contains("holds the value of user.name at build"), e.getMessage());
    assertTrue(
        e.getMessage().contains("static " + FACTS + "Answered.NESTED = [Ljava.lang.Object;"),
        e.getMessage());
    assertTrue(e.getMessage().contains("--allow-captured " + FACTS + "Answered"), e.getMessage());
    List<String> host = List.of("Host");
    e = assertThrows(SnapshotException.class, () -> observe(jdk, host, FactOptions.NONE, host));
    assertTrue(e.getMessage().contains("the value of host at build"), e.getMessage());
    for (String allowed : List.of(FACTS + "Answered", FACTS + "Answered.NESTED", "user.name")) {
      FactOptions facts = new FactOptions(List.of(), List.of(), List.of(allowed), List.of());
      Observed observed = observe(jdk, answered, facts, answered);
      assertTrue(verdict(observed, "Answered").buildTime(), allowed);
    }
  }
}
