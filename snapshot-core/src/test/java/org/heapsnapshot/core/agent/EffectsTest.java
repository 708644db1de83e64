package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heapsnapshot.core.agent.Effects.Effect;
import org.heapsnapshot.testkit.JavaProcess;
import org.heapsnapshot.testkit.TestJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Type;

/** The table of effects means what it says on every JDK. */
class EffectsTest {
  /**
   * Entries that a JDK does not have, by its feature release. The priority is lowered to what the
   * group of the thread allows, as it will be when the call is made again.
   */
  private static final Map<Integer, Set<String>> ABSENT =
      Map.of(
          17,
          Set.of(
              "java.lang.VirtualThread.start no such class",
              "java.lang.Thread.setPriority assigns to a parameter",
              "java.lang.foreign.SymbolLookup.libraryLookup no such class",
              "jdk.internal.foreign.abi.AbstractLinker.downcallHandle no such class",
              "jdk.internal.foreign.abi.AbstractLinker.upcallStub no such class"),
          25,
          Set.of());

  @TempDir Path directory;

  static List<TestJdk> jdks() {
    return TestJdk.supported();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void shouldNameMethodsThatCanBeObserved(TestJdk jdk) {
    String classPath =
        Stream.of(Effects.class, EffectsTest.class, Type.class)
            .map(c -> AgentJar.codeSource(c).toString())
            .collect(Collectors.joining(File.pathSeparator));
    JavaProcess process =
        JavaProcess.run(
            jdk, directory, List.of("-Xmx64m", "-cp", classPath, MissingEffects.class.getName()));
    assertEquals(0, process.exitCode(), process::toString);
    assertEquals(ABSENT.get(jdk.feature()), new HashSet<>(process.lines()));
  }

  @Test
  void shouldUseEveryCategoryAndRepeatNothing() {
    Set<EffectCategory> used = EnumSet.noneOf(EffectCategory.class);
    Set<String> keys = new HashSet<>();
    for (Effect effect : Effects.load().all()) {
      used.add(effect.category());
      String key = effect.display() + effect.descriptor() + effect.callSite();
      assertTrue(keys.add(key), () -> "twice: " + key);
    }
    assertEquals(EnumSet.allOf(EffectCategory.class), used);
  }

  @Test
  void shouldFindEntriesByMethodAndDescriptor() {
    Effects effects = Effects.load();
    assertEquals(
        EffectCategory.THREAD, effects.atEntry("java/lang/Thread", "start", "()V").category());
    assertEquals(
        null, effects.atEntry("java/io/PrintStream", "write", "([B)V"), "another descriptor");
    String runtime = "java/lang/Runtime";
    assertEquals(null, effects.atEntry(runtime, "maxMemory", "()J"), "a call site");
    assertEquals(EffectCategory.MACHINE, effects.atCall(runtime, "maxMemory", "()J").category());
    assertEquals(null, effects.atCall("java/lang/Thread", "start", "()V"));
  }
}
