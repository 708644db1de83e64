package org.heapsnapshot.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservedTest {
  private static final Observed PLAIN =
      new Observed(0, "a\nb\n", Map.of("f", new byte[] {1, 2}), "", 1);

  @Test
  void shouldSeeEveryDifference() {
    assertEquals(
        List.of(),
        new Observed(0, "a\nb\n", Map.of("f", new byte[] {1, 2}), "x", 9).differences(PLAIN));
    assertEquals(
        List.of("exit code 3, expected 0; it said: why"),
        new Observed(3, "a\nb\n", PLAIN.files(), "why\n", 1).differences(PLAIN));
    assertEquals(
        List.of("standard output differs: line 2 is 'c', expected 'b'"),
        new Observed(0, "a\nc\n", PLAIN.files(), "", 1).differences(PLAIN));
    assertEquals(
        List.of("file f differs at byte 1"),
        new Observed(0, "a\nb\n", Map.of("f", new byte[] {1, 3}), "", 1).differences(PLAIN));
    assertEquals(
        List.of("files [g], expected [f]"),
        new Observed(0, "a\nb\n", Map.of("g", new byte[0]), "", 1).differences(PLAIN));
  }

  @Test
  void shouldChooseProgramsByName() {
    assertEquals(Program.NAMES, names(List.of()));
    assertEquals(List.of("rhino", "antlr"), names(List.of("--quick")));
    assertEquals(List.of("h2"), names(List.of("h2")));
    assertEquals(List.of("h2"), names(List.of("--keep", "x", "h2")));
    assertThrows(IllegalArgumentException.class, () -> Corpus.Choice.of(List.of("none")));
    assertThrows(IllegalArgumentException.class, () -> Corpus.Choice.of(List.of("--keep")));
  }

  @Test
  void shouldIgnoreOnlyTheTimesOfTheH2Shell() {
    assertEquals("(1 row", Program.named("h2").comparable("(1 row, 12 ms)"));
    assertEquals("a, 12 ms", Program.named("h2").comparable("a, 12 ms"));
  }

  @Test
  void shouldReadEveryRunOfAProgram() {
    Program clojure = Program.named("clojure");
    assertEquals(2, clojure.runs().size());
    assertEquals(clojure.runs(), clojure.training());
    assertEquals(3, clojure.jars().size());
    assertEquals(List.of("report.js x"), Program.named("rhino").training());
    assertEquals("/hello/world", Program.named("wiremock").server().request());
  }

  private static List<String> names(List<String> args) {
    return Corpus.Choice.of(args).programs().stream().map(Program::name).toList();
  }
}
