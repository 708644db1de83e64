package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.runtime.format.GuardKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactReadsTest {
  private final FactReads facts = new FactReads(List.of());

  @BeforeEach
  void ask() {
    facts.ask(new Initializers(ClassLoader.getPlatformClassLoader()));
  }

  private Map<Integer, Guard> byKind() {
    return facts.guards().stream()
        .collect(Collectors.toMap(Guard::kind, guard -> guard, (first, second) -> first));
  }

  @Test
  void shouldGuardTheNamesOfAllProperties() {
    System.setProperty("facts.any", "value");
    facts.allProperties(facts.prefixOf(null), "app.Reader");
    System.clearProperty("facts.any");
    Guard names = byKind().get(GuardKind.PROPERTIES);
    assertEquals("app.Reader", names.reader());
    assertTrue(List.of(names.value().split("\n")).contains("facts.any"), names.value());
    assertTrue(
        facts.guards().contains(new Guard(GuardKind.PROPERTY, "facts.any", "value", "app.Reader")));
    assertTrue(facts.guards().stream().anyMatch(guard -> guard.name().equals("java.version")));
  }

  @Test
  void shouldCountResources() {
    ClassLoader loader = FactReadsTest.class.getClassLoader();
    String own = FactReadsTest.class.getName().replace('.', '/') + ".class";
    facts.lookUps().lookedFor(EffectCategory.RESOURCES, "no/such/resource", false, "app.Reader");
    facts.lookUps().lookedFor(EffectCategory.RESOURCES, own, false, "app.Reader");
    facts.resources(loader);
    assertEquals(
        List.of(
            new Guard(GuardKind.RESOURCES, "no/such/resource", null, "app.Reader"),
            new Guard(GuardKind.RESOURCES, own, "1", "app.Reader")),
        facts.guards());
  }

  @Test
  void shouldGuardWhatWasLookedForInVain() {
    ClassLoader loader = FactReadsTest.class.getClassLoader();
    facts.lookUps().lookedFor(EffectCategory.RESOURCE, "no/such/resource", false, "app.First");
    facts.lookUps().lookedFor(EffectCategory.RESOURCE, "no/such/resource", false, "app.Second");
    facts
        .lookUps()
        .lookedFor(EffectCategory.RESOURCE, "org/junit/jupiter/api/Test.class", false, "app.First");
    facts.lookUps().lookedFor(EffectCategory.NO_CLASS, "no.such.Type", false, "app.Second");
    facts.lookUps().lookedFor(EffectCategory.NO_CLASS, "[Lno.such.Type;", false, "app.Second");
    facts.lookUps().lookedFor(EffectCategory.NO_CLASS, "any message", false, "app.Second");
    facts.lookUps().lookedFor(EffectCategory.NO_CLASS, null, false, "app.Second");
    facts.resources(loader);
    assertEquals(
        List.of(
            new Guard(GuardKind.RESOURCE, "no/such/resource", null, "app.First"),
            new Guard(GuardKind.RESOURCE, "no/such/Type.class", null, "app.Second")),
        facts.guards());
    assertEquals(
        Map.of(
            "no/such/resource", "app.First",
            "org/junit/jupiter/api/Test.class", "app.First",
            "no/such/Type.class", "app.Second"),
        facts.lookUps().all(loader).names());
  }
}
