package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionalClassesTest {
  private static final String READS =
      "its initializer reads a fact of the machine: java.lang.Runtime.availableProcessors";

  private final Map<String, Conviction> convicted = new LinkedHashMap<>();

  ConditionalClassesTest() {
    add("a.Reads", "EFFECT", READS, "");
    add("a.Uses", "REACHES", "its initializer uses a.Reads, which is RUN_TIME", "a.Reads");
    add("a.UsesUses", "REACHES", "its initializer uses a.Uses, which is RUN_TIME", "a.Uses");
    add("b.Reads", "EFFECT", READS, "");
    add("c.Other", "EFFECT", "its initializer uses the network", "");
    add("c.UsesOther", "REACHES", "its initializer uses c.Other, which is RUN_TIME", "c.Other");
  }

  private void add(String name, String cause, String reason, String because) {
    convicted.put(name, new Conviction(name, cause, reason, List.of(), because, ""));
  }

  private static Conviction of(String reason, String... evidence) {
    return new Conviction("d.Staying", "WRITES", reason, List.of(evidence), "", "");
  }

  @Test
  void shouldFindWhatHangsOnTheNumberOfProcessors() {
    assertEquals(
        Set.of("a.Reads", "a.Uses", "a.UsesUses", "b.Reads"),
        ConditionalClasses.candidates(convicted));
  }

  @Test
  void shouldBlameThoseThatAConvictionNamesAndWhatHangsTogetherWithThem() {
    Set<String> candidates = ConditionalClasses.candidates(convicted);
    Set<String> ofA = Set.of("a.Reads", "a.Uses", "a.UsesUses");
    assertEquals(ofA, ConditionalClasses.blamed(of("it uses a.Uses"), convicted, candidates));
    assertEquals(
        Set.of("b.Reads"),
        ConditionalClasses.blamed(of("", "static b.Reads.FIELD"), convicted, candidates));
    for (String other : List.of("of a.UsesMore", "of ba.Uses", "of a.Uses$Nested", "c.Other")) {
      assertEquals(Set.of(), ConditionalClasses.blamed(of(other), convicted, candidates), other);
    }
  }
}
