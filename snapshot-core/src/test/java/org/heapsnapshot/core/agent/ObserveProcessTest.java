package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.ReplayedCall;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Observes a program with an initializer for everything that may happen in one. */
class ObserveProcessTest {
  private static final String PROGRAM = "org.heapsnapshot.observed.";

  @TempDir static Path directory;
  private static Path agent;
  private static Path program;
  private static final Map<TestJdk, Observed> OBSERVED = new LinkedHashMap<>();

  @BeforeAll
  static void observe() throws IOException {
    agent = AgentJar.write(directory.resolve("agent.jar"));
    program = AgentJar.program(directory.resolve("program.jar"));
    for (TestJdk jdk : TestJdk.supported()) {
      OBSERVED.put(jdk, observe(jdk, everything(), List.of()));
    }
  }

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  private static Observed observe(TestJdk jdk, List<String> classes, List<String> preload)
      throws IOException {
    List<Profile.Initialized> initialized = new ArrayList<>();
    classes.forEach(name -> initialized.add(new Profile.Initialized(name, 1, 1)));
    Profile profile =
        new Profile(
            List.of(),
            List.of(),
            initialized,
            List.of(),
            List.of(
                new Profile.PropertySet("property", "fixture.early", 0),
                new Profile.PropertySet("property", "fixture.late", classes.size())));
    Path work = Files.createTempDirectory(directory, "work");
    ObservedJvm jvm = new ObservedJvm(TargetJdk.of(jdk.home()), agent, List.of("-Xmx256m"));
    return new Observe(jvm, work, Progress.NONE)
        .run(
            List.of(program),
            List.of(program),
            classes.get(0),
            profile,
            List.of(PROGRAM + "Preloads"),
            preload,
            Map.of(PROGRAM + "Harmless$Requested", "as requested"),
            FactOptions.NONE);
  }

  /** Every class with an initializer, the outer ones before the classes they run. */
  private static List<String> everything() {
    List<String> names = new ArrayList<>();
    for (String outer : List.of("Effectful", "Harmless", "Spreading", "Stateful")) {
      for (String inner : INITIALIZED.get(outer)) {
        names.add(PROGRAM + outer + "$" + inner);
      }
    }
    return names;
  }

  private static final Map<String, List<String>> INITIALIZED =
      Map.of(
          "Effectful",
          List.of(
              "StartsThread",
              "RenamesThread",
              "AddsShutdownHook",
              "AddsHookAndCatches",
              "ReadsRegistry",
              "CallsNative",
              "LoadsLibrary",
              "Prints",
              "AsksForFile",
              "AsksForPath",
              "OpensSocket",
              "SetsLocale",
              "DefinesClass",
              "SetsThreadLocal",
              "SetsProperty",
              "ReadsHome",
              "ReadsAllProperties",
              "ReadsEnvironment",
              "ReadsClock",
              "KeepsClock",
              "BindsThreadLocal",
              "MakesDate",
              "DrawsNumber",
              "CountsProcessors",
              "AllocatesMemory",
              "RunsAnother",
              "Deeper",
              "Deepest"),
          "Harmless",
          List.of(
              "Collections",
              "LoadsClasses",
              "MakesTheJdkReadFiles",
              "PreparesThread",
              "ReadsResource",
              "ReadsAbsentProperty",
              "MakesUrl",
              "AsksFactory",
              "EndsLine",
              "ReadsFlag",
              "ReadsBeforeItIsSet",
              "ReadsAfterItWasSet"),
          "Spreading",
          List.of(
              "FirstToucher",
              "SecondToucher",
              "IndirectToucher",
              "Bystander",
              "Subclass",
              "Implementor",
              "Swallows",
              "SwallowsAgain",
              "Throws",
              "Target",
              "WithDefault"),
          "Stateful",
          List.of(
              "HoldsThread",
              "HoldsRandom",
              "HoldsZone",
              "HoldsLocale",
              "LowerCases",
              "HoldsDirectory",
              "HoldsHash",
              "HoldsOrder",
              "Borrower",
              "Lender"));

  private static Verdict verdict(Observed observed, String name) {
    return observed.observation().verdicts().stream()
        .filter(v -> v.className().equals(PROGRAM + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict for " + name));
  }

  private static Verdict runTime(Observed observed, String name, String cause) {
    Verdict verdict = verdict(observed, name);
    assertFalse(verdict.buildTime(), name);
    assertEquals(cause, verdict.cause(), verdict::toString);
    return verdict;
  }

  private static void follows(Observed observed, String name, String cause, String because) {
    Verdict verdict = runTime(observed, name, cause);
    assertEquals(PROGRAM + because, verdict.because(), verdict::toString);
  }

  static Stream<Arguments> effects() {
    List<String[]> expected =
        List.of(
            new String[] {"StartsThread", "changes a thread: java.lang.Thread.start"},
            new String[] {"RenamesThread", "changes a thread or an executor: java.lang.Thread.set"},
            new String[] {"AddsHookAndCatches", "reaches the process"},
            new String[] {"ReadsRegistry", "reads a registry of the JDK"},
            new String[] {"CallsNative", "calls a native method"},
            new String[] {"LoadsLibrary", "loads a native library"},
            new String[] {"Prints", "writes a file or a stream"},
            new String[] {"AsksForFile", "file system: java.io.File.exists"},
            new String[] {"AsksForPath", "file system: java.nio.file.Files.exists"},
            new String[] {"OpensSocket", "uses the network"},
            new String[] {"SetsLocale", "changes a registry of the JDK: java.util.Locale."},
            new String[] {"DefinesClass", "defines a class"},
            new String[] {"SetsProperty", "java.lang.System.setProperty(\"fixture.set\")"},
            new String[] {"ReadsHome", "user.home, a fact of the machine or of one start"},
            new String[] {"ReadsEnvironment", "reads the environment"},
            new String[] {"DrawsNumber", "draws random numbers"},
            new String[] {"CountsProcessors", "reads a fact of the machine"},
            new String[] {"AllocatesMemory", "reads the object layout or raw memory"},
            new String[] {"Deepest", "reads or changes the file system"});
    return jdks().stream()
        .flatMap(jdk -> expected.stream().map(e -> Arguments.of(jdk, e[0], e[1])));
  }

  /** What counts is what is left: a binding that was taken back, a time that was not kept. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldAcquitOfWhatLeavesNoTrace(TestJdk jdk) {
    for (String name : List.of("BindsThreadLocal", "SetsThreadLocal", "ReadsClock", "MakesDate")) {
      Verdict verdict =
          OBSERVED.get(jdk).observation().verdicts().stream()
              .filter(v -> v.className().endsWith("Effectful$" + name))
              .findFirst()
              .orElseThrow();
      assertTrue(verdict.buildTime(), verdict.toString());
    }
    Verdict kept = runTime(OBSERVED.get(jdk), "Effectful$KeepsClock", "DIFFERENCE");
    assertTrue(kept.evidence().toString().contains("WHEN"), kept.toString());
  }

  /** The calls that a class makes again, each with the number of objects it is handed for it. */
  private static List<String> repeated(CapturedHeap heap, String name) {
    List<String> calls = new ArrayList<>();
    for (CapturedLate late : heap.late()) {
      if (heap.classes().get(late.classIndex()).name().equals(PROGRAM + name)) {
        for (CapturedLate.Step step : late.steps()) {
          CapturedLate.Replay replay = (CapturedLate.Replay) step;
          long handed =
              replay.arguments().stream().filter(CapturedLate.Handed.class::isInstance).count();
          calls.add(replay.call().display() + " " + handed);
        }
      }
    }
    return calls;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRepeatABindingThatIsLeft(TestJdk jdk) {
    CapturedHeap heap = OBSERVED.get(jdk).heap();
    assertEquals(
        List.of(ReplayedCall.SET_LOCAL.display() + " 2"),
        repeated(heap, "Effectful$SetsThreadLocal"));
    assertEquals(List.of(), repeated(heap, "Effectful$BindsThreadLocal"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldMakeThreadsAgainInTheOrderOfTheCalls(TestJdk jdk) {
    CapturedHeap heap = OBSERVED.get(jdk).heap();
    assertEquals(
        List.of("new java.lang.Thread 1", "java.lang.Runtime.addShutdownHook 2"),
        repeated(heap, "Effectful$AddsShutdownHook"));
    assertEquals(
        List.of(
            "new java.lang.Thread 1",
            "java.lang.Thread.setPriority 1",
            "java.lang.Thread.setName 2"),
        repeated(heap, "Harmless$PreparesThread"));
    for (CapturedStatics row : heap.statics()) {
      String name = heap.classes().get(row.classIndex()).name();
      if (name.equals(PROGRAM + "Effectful$AddsShutdownHook")) {
        assertEquals(row.handed()[0], row.handed()[3], "the thread is its own hook");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("effects")
  void shouldConvictAnInitializerOfItsEffect(TestJdk jdk, String name, String reason) {
    Verdict verdict = runTime(OBSERVED.get(jdk), "Effectful$" + name, "EFFECT");
    assertTrue(verdict.reason().contains(reason), verdict.reason());
    List<String> evidence = verdict.evidence();
    assertTrue(
        evidence.get(evidence.size() - 1).contains(PROGRAM + "Effectful$" + name + ".<clinit>"),
        evidence::toString);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldConvictEveryInitializerOnTheStack(TestJdk jdk) {
    follows(OBSERVED.get(jdk), "Effectful$RunsAnother", "REACHES", "Effectful$Deepest");
    follows(OBSERVED.get(jdk), "Effectful$Deeper", "REACHES", "Effectful$Deepest");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldAcquitHarmlessInitializers(TestJdk jdk) {
    for (String name : INITIALIZED.get("Harmless")) {
      if (!name.equals("ReadsAfterItWasSet")) {
        Verdict verdict = verdict(OBSERVED.get(jdk), "Harmless$" + name);
        assertTrue(verdict.buildTime(), verdict::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldGuardPropertiesThatAreStable(TestJdk jdk) {
    List<Guard> guards = OBSERVED.get(jdk).observation().guards();
    for (String name : List.of("absent", "flag", "late")) {
      Guard guard =
          guards.stream().filter(g -> g.name().equals("fixture." + name)).findFirst().orElse(null);
      assertNotNull(guard, name);
      assertNull(guard.value());
      assertTrue(guard.reader().startsWith(PROGRAM + "Harmless$Reads"), guard.reader());
    }
    assertTrue(guards.stream().noneMatch(g -> g.name().equals("fixture.early")));
    assertEquals(
        new Guard(
            GuardKind.PROPERTY, "java.protocol.handler.pkgs", null, PROGRAM + "Harmless$MakesUrl"),
        guards.stream().filter(g -> g.name().startsWith("java.p")).findFirst().orElse(null));
    assertTrue(
        guards.stream().anyMatch(g -> g.name().equals("line.separator") && "\n".equals(g.value())));
    Verdict verdict = runTime(OBSERVED.get(jdk), "Harmless$ReadsAfterItWasSet", "EFFECT");
    assertTrue(verdict.reason().contains("fixture.early, which the program sets before"));
    Verdict all = runTime(OBSERVED.get(jdk), "Effectful$ReadsAllProperties", "EFFECT");
    assertTrue(all.reason().contains("of which the program sets fixture.early before"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldSpreadVerdictsToWhoeverTouches(TestJdk jdk) {
    Observed observed = OBSERVED.get(jdk);
    runTime(observed, "Spreading$Target", "EFFECT");
    follows(observed, "Spreading$FirstToucher", "REACHES", "Spreading$Target");
    follows(observed, "Spreading$SecondToucher", "REACHES", "Spreading$Target");
    follows(observed, "Spreading$IndirectToucher", "REACHES", "Spreading$Target");
    follows(observed, "Spreading$Subclass", "SUPERTYPE", "Spreading$Target");
    runTime(observed, "Spreading$WithDefault", "EFFECT");
    assertFalse(verdict(observed, "Spreading$Implementor").buildTime());
    assertEquals(
        PROGRAM + "Spreading$WithDefault", verdict(observed, "Spreading$Implementor").because());
    assertTrue(verdict(observed, "Spreading$Bystander").buildTime(), "it initializes nothing");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldNotBeFooledBySwallowedErrors(TestJdk jdk) {
    Observed observed = OBSERVED.get(jdk);
    runTime(observed, "Spreading$Throws", "THREW");
    follows(observed, "Spreading$Swallows", "REACHES", "Spreading$Throws");
    follows(observed, "Spreading$SwallowsAgain", "REACHES", "Spreading$Throws");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldConvictOwnersOfWhatCannotBeCarried(TestJdk jdk) {
    Observed observed = OBSERVED.get(jdk);
    Verdict verdict = runTime(observed, "Stateful$HoldsThread", "HEAP");
    assertEquals(
        List.of(
            "static "
                + PROGRAM
                + "Stateful$HoldsThread.NESTED = java.util.concurrent.atomic.AtomicReference",
            ".value = java.lang.Thread"),
        verdict.evidence());
    runTime(observed, "Stateful$HoldsRandom", "HEAP");
    assertFalse(verdict(observed, "Stateful$Lender").buildTime());
    assertFalse(verdict(observed, "Stateful$Borrower").buildTime());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldConvictOwnersOfWhatTheEnvironmentDecides(TestJdk jdk) {
    Observed observed = OBSERVED.get(jdk);
    for (String name :
        List.of(
            "HoldsZone",
            "HoldsLocale",
            "LowerCases",
            "HoldsDirectory",
            "HoldsHash",
            "HoldsOrder")) {
      assertFalse(verdict(observed, "Stateful$" + name).buildTime(), name);
    }
    Verdict verdict = runTime(observed, "Stateful$HoldsDirectory", "DIFFERENCE");
    assertTrue(verdict.reason().contains("in the other"), verdict.reason());
    assertTrue(verdict.evidence().get(0).contains("HoldsDirectory.DIRECTORY"));
    runTime(observed, "Stateful$HoldsHash", "DIFFERENCE");
    runTime(observed, "Stateful$HoldsOrder", "DIFFERENCE");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldEndAfterFewIterationsWithOneVerdictForEachClass(TestJdk jdk) {
    Observed observed = OBSERVED.get(jdk);
    assertTrue(observed.observation().iterations() <= 8, "iterations");
    List<String> names =
        observed.observation().verdicts().stream().map(Verdict::className).toList();
    assertEquals(names.size(), new TreeSet<>(names).size());
    assertTrue(names.containsAll(everything()));
    Verdict requested = runTime(observed, "Harmless$Requested", "REQUESTED");
    assertEquals("as requested", requested.reason());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldCaptureTheStateOfAcquittedClassesAlone(TestJdk jdk) {
    Observed observed = OBSERVED.get(jdk);
    CapturedHeap heap = observed.heap();
    List<String> owners =
        heap.statics().stream().map(s -> heap.classes().get(s.classIndex()).name()).toList();
    for (Verdict verdict : observed.observation().verdicts()) {
      assertEquals(verdict.buildTime(), owners.contains(verdict.className()), verdict.className());
    }
    // HashMap by Class, and the identity map, need not be stable; the map by strings is.
    Map<Integer, Boolean> unstable = new LinkedHashMap<>();
    for (HashedCollection h : heap.hashed()) {
      unstable.merge(h.kind(), h.unstable(), Boolean::logicalOr);
    }
    assertEquals(Map.of(1, true, 3, true, 5, false), unstable);
    assertTrue(
        heap.classes().stream().noneMatch(c -> c.name().equals("java.util.Random")),
        "no trace of convicted classes");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldObservePreloadsAsInitializers(TestJdk jdk) throws IOException {
    List<String> classes = List.of(PROGRAM + "Preloads");
    Observed quiet = observe(jdk, classes, List.of(PROGRAM + "Preloads::quiet"));
    assertEquals(1, quiet.heap().hashed().size());
    assertEquals(10, quiet.heap().hashed().get(0).keys().length);
    assertEquals(
        List.of(PROGRAM + "Preloads"),
        quiet.observation().verdicts().stream()
            .filter(Verdict::buildTime)
            .map(Verdict::className)
            .toList());
    for (String method : List.of("loud", "failing", "missing")) {
      SnapshotException e =
          assertThrows(
              SnapshotException.class,
              () -> observe(jdk, classes, List.of(PROGRAM + "Preloads::" + method)));
      assertTrue(
          e.getMessage().contains("--preload " + PROGRAM + "Preloads::" + method), e.getMessage());
    }
  }
}
