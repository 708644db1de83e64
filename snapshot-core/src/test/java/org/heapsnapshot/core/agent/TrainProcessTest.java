package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.ObservedJvm;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.core.train.Profile.Initialized;
import org.heapsnapshot.core.train.Profile.PropertySet;
import org.heapsnapshot.core.train.Train;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a training run records. */
class TrainProcessTest {
  private static final String TRAINED = "org.heapsnapshot.observed.Trained";
  private static final long MILLI = 1_000_000;

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  private Profile train(TestJdk jdk, String... runs) throws IOException {
    Path agent = AgentJar.write(directory.resolve("agent.jar"));
    Path program = AgentJar.program(directory.resolve("program.jar"));
    ObservedJvm jvm = new ObservedJvm(TargetJdk.of(jdk.home()), agent, List.of("-Xmx256m"));
    ClassPath classPath = new ClassPath(List.of(program), TRAINED, Map.of(), false);
    return new Train(jvm, classPath, directory, Progress.NONE)
        .run(List.of(runs), null, Duration.ofMinutes(1));
  }

  private static Initialized initialized(Profile profile, String name) {
    return profile.initialized().stream()
        .filter(i -> i.className().equals(TRAINED + name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRecordInitializersInOrderWithTheirOwnCosts(TestJdk jdk) throws IOException {
    Profile profile = train(jdk, "one", "two words");
    assertEquals(List.of("one", "two words"), profile.runs());
    assertEquals(
        List.of(TRAINED + "$Outer", TRAINED + "$Inner", TRAINED + "$Late"),
        profile.initialized().stream().map(Initialized::className).toList(),
        "in the order of entry, classes without initializer left out");
    Initialized outer = initialized(profile, "$Outer");
    Initialized inner = initialized(profile, "$Inner");
    assertEquals(inner.totalNanos(), inner.selfNanos(), "nothing is nested in it");
    assertTrue(inner.selfNanos() >= 200 * MILLI, inner::toString);
    assertTrue(outer.selfNanos() >= 40 * MILLI, outer::toString);
    assertEquals(
        outer.totalNanos() - outer.selfNanos(), inner.totalNanos(), 100.0 * MILLI, "nested time");
    assertTrue(outer.totalNanos() >= 240 * MILLI, outer::toString);
    assertTrue(profile.loaded().indexOf(TRAINED) < profile.loaded().indexOf(TRAINED + "$Outer"));
    assertTrue(profile.loaded().contains(TRAINED + "$Late"));
    assertTrue(profile.resources().contains("org/heapsnapshot/observed/resource.txt"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldRecordWhatTheProgramSetsBeforeWhichInitializer(TestJdk jdk) throws IOException {
    assertEquals(
        List.of(
            new PropertySet("property", "fixture.early", 0),
            new PropertySet("timezone", "", 2),
            new PropertySet("property", "fixture.late", 3),
            new PropertySet("locale", "", 3),
            new PropertySet("stream", "Out", 3)),
        train(jdk, "").propertiesSet());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void throwsWithTheLastOutputOfARunThatFails(TestJdk jdk) {
    SnapshotException e = assertThrows(SnapshotException.class, () -> train(jdk, "fail"));
    assertTrue(e.getMessage().contains("with arguments \"fail\""), e.getMessage());
    assertTrue(e.getMessage().contains("on purpose"), e.getMessage());
  }
}
