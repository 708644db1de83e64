package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.FactOptions;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.jvm.ObservedJvm;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.observe.Observe;
import org.heapsnapshot.core.observe.Observed;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Observes classes that obtain loggers. */
class LoggingProcessTest {
  private static final String PROGRAM = "org.heapsnapshot.observed.Logging$";
  private static final List<String> CLASSES =
      List.of(
          "Uses",
          "Borrows",
          "Subclass",
          "Holds",
          "Drops",
          "Constant",
          "Implementor",
          "ImplementorOfCode",
          "WithDefault",
          "Logs",
          "Asks",
          "AsksForClass",
          "AsksForType",
          "Compares",
          "InList",
          "Lends",
          "Keeps");

  @TempDir static Path directory;
  private static final Map<TestJdk, Observed> OBSERVED = new LinkedHashMap<>();

  @BeforeAll
  static void observe() throws IOException {
    Path agent = AgentJar.write(directory.resolve("agent.jar"));
    Path program = AgentJar.program(directory.resolve("program.jar"));
    List<Profile.Initialized> initialized = new ArrayList<>();
    CLASSES.forEach(name -> initialized.add(new Profile.Initialized(PROGRAM + name, 1, 1)));
    initialized.add(new Profile.Initialized("java.util.logging.Logger::getLogger", 1, 1));
    Profile profile = new Profile(List.of(), List.of(), initialized, List.of(), List.of());
    for (TestJdk jdk : TestJdk.supported()) {
      Path work = Files.createTempDirectory(directory, "work");
      ObservedJvm jvm = new ObservedJvm(TargetJdk.of(jdk.home()), agent, List.of("-Xmx256m"));
      OBSERVED.put(
          jdk,
          new Observe(jvm, work, Progress.NONE)
              .run(
                  List.of(program),
                  List.of(program),
                  PROGRAM + "Holds",
                  profile,
                  List.of(),
                  List.of(),
                  Map.of(),
                  FactOptions.NONE));
    }
  }

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  private static Verdict verdict(TestJdk jdk, String name) {
    return OBSERVED.get(jdk).observation().verdicts().stream()
        .filter(v -> v.className().equals(PROGRAM + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict for " + name));
  }

  private static List<CapturedLate.Step> steps(TestJdk jdk, String name) {
    CapturedHeap heap = OBSERVED.get(jdk).heap();
    return heap.late().stream()
        .filter(late -> heap.classes().get(late.classIndex()).name().equals(PROGRAM + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not late"))
        .steps();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldLeaveLoggersToTheProgramAndKeepTheRest(TestJdk jdk) {
    assertTrue(verdict(jdk, "Holds").buildTime(), () -> verdict(jdk, "Holds").toString());
    CapturedLate.Obtain obtain = (CapturedLate.Obtain) steps(jdk, "Holds").get(0);
    assertEquals(
        List.of(new CapturedLate.Target("LOG", "Ljava/util/logging/Logger;")), obtain.targets());
    List<CapturedObject> objects = OBSERVED.get(jdk).heap().objects();
    CapturedObject.FactoryCall call = (CapturedObject.FactoryCall) objects.get(obtain.object() - 1);
    assertEquals("java/util/logging/Logger", call.owner());
    CapturedObject.Text name = (CapturedObject.Text) objects.get(call.arguments()[0] - 1);
    assertEquals(PROGRAM + "Holds", name.text());
    assertTrue(
        objects.stream().anyMatch(o -> o instanceof CapturedObject.Text t && t.text().equals("a")),
        "its other statics are captured");
  }

  /** Their initializers set up logging too, by way of the class that they use. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldMakeLateWhatUsesOrExtendsAClassWithALogger(TestJdk jdk) {
    for (String name :
        List.of("Uses", "Borrows", "Subclass", "Drops", "Constant", "ImplementorOfCode")) {
      assertTrue(verdict(jdk, name).buildTime(), () -> verdict(jdk, name).toString());
    }
    assertTrue(steps(jdk, "Uses").get(0) instanceof CapturedLate.Initialize);
    CapturedLate.Copy copy = (CapturedLate.Copy) steps(jdk, "Borrows").get(1);
    assertEquals("LOG", copy.from().name());
    assertEquals("Ljava/lang/Object;", copy.targets().get(0).descriptor());
    assertEquals(List.of(), steps(jdk, "Subclass"));
    assertEquals(List.of(), steps(jdk, "ImplementorOfCode"));
    CapturedLate.Obtain dropped = (CapturedLate.Obtain) steps(jdk, "Drops").get(0);
    assertEquals(List.of(), dropped.targets());
    assertEquals(1, steps(jdk, "Constant").size());
    CapturedHeap heap = OBSERVED.get(jdk).heap();
    assertFalse(
        heap.late().stream()
            .map(late -> heap.classes().get(late.classIndex()).name())
            .anyMatch((PROGRAM + "Implementor")::equals),
        "an interface without code is not initialized with it");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldConvictWhatDoesMoreThanKeepALogger(TestJdk jdk) {
    for (String name : List.of("Logs", "Asks", "AsksForClass", "AsksForType", "Compares")) {
      assertEquals("LOGS", verdict(jdk, name).cause(), () -> verdict(jdk, name).toString());
    }
    assertTrue(verdict(jdk, "Logs").reason().contains("java.util.logging.Logger.fine"));
    assertTrue(verdict(jdk, "Logs").advice().contains("known only when the program runs"));
    assertTrue(verdict(jdk, "Compares").reason().contains("same as another object"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldConvictOwnersOfLoggersInObjectsAndInForeignFields(TestJdk jdk) {
    Verdict inList = verdict(jdk, "InList");
    assertEquals("HEAP", inList.cause());
    assertTrue(
        inList.reason().contains("a logger, obtained by java.util.logging.Logger.getLogger"),
        inList.reason());
    assertEquals("LOGS", verdict(jdk, "Keeps").cause());
    assertTrue(verdict(jdk, "Keeps").reason().contains("the initializer of " + PROGRAM + "Lends"));
    assertFalse(verdict(jdk, "Lends").buildTime());
  }
}
