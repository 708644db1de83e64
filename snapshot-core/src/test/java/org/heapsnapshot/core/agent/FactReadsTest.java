package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
    facts.allProperties("app.Reader");
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
    facts.resources("no/such/resource", loader, "app.Reader");
    assertNull(byKind().get(GuardKind.RESOURCES).value());
    String own = FactReadsTest.class.getName().replace('.', '/') + ".class";
    facts.resources(own, loader, "app.Reader");
    assertEquals("1", facts.guards().get(1).value());
  }
}
