package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookUpsTest {
  private static List<String> convicted(LookUps first, LookUps second) {
    return first.compare(second).stream().map(c -> c.className() + " " + c.reason()).toList();
  }

  @Test
  void shouldConvictWhoLooksForSomethingOnce() {
    LookUps first = new LookUps(Map.of("a/b_en", "One", "x", "Two"), List.of(), Map.of());
    LookUps second =
        new LookUps(Map.of("x", "Three", "sun/text/x_tr", "Four"), List.of(), Map.of());
    String expected = "One its initializer looks for a/b_en in one of two environments only";
    assertEquals(List.of(expected), convicted(first, second));
    assertEquals(List.of(expected), convicted(second, first));
    assertEquals(List.of(), convicted(first, first));
  }

  @Test
  void shouldConvictWhoReadsABundleOfALanguage() {
    LookUps kept = new LookUps(Map.of(), List.of("m/texts_en.class", "m/texts.class"), Map.of());
    LookUps turkish = new LookUps(Map.of(), List.of("m/texts_tr.class", "m/texts.class"), Map.of());
    assertEquals(List.of(), convicted(kept, turkish));
    LookUps read = new LookUps(Map.of(), kept.bundleNames(), Map.of("m/texts", "One", "n", "Two"));
    assertEquals(
        List.of(
            "One its initializer reads bundle m/texts of this language in one of two environments"
                + " only"),
        convicted(read, turkish));
  }
}
