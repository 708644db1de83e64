package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which type the message names. */
class HandlerAdviceTest {
  private static String advice(String reason, String... types) {
    List<String> path = java.util.Arrays.stream(types).map(t -> ".field = " + t).toList();
    return HandlerAdvice.of(path, reason, type -> type.startsWith("lib."));
  }

  @Test
  void shouldNameTheCollectionAndNotItsNodes() {
    String advice =
        advice(
            "field count: 1 in one, 2 in the other",
            "lib.Registry",
            "lib.OpenHashMap",
            "lib.OpenHashMap$Node");
    assertTrue(advice.startsWith("If lib.OpenHashMap is arranged"), advice);
  }

  @Test
  void shouldNameTheInnermostOfNestedCollections() {
    assertTrue(
        advice("element 3: null in one", "lib.OuterMap", "lib.Value", "lib.InnerSet")
            .contains("lib.InnerSet"));
  }

  @Test
  void shouldSayNothingOfOtherTypes() {
    assertEquals(
        "",
        advice(
            "field count: 1 in one, 2 in the other",
            "java.util.HashMap",
            "lib.Registry",
            "[Llib.Registry;"));
  }

  @Test
  void shouldNameTheHolderOfAnArrayThatIsFilledInAnotherOrder() {
    String advice = advice("element 2: null in one", "lib.Registry", "[Ljava.lang.Object;");
    assertTrue(advice.contains("lib.Registry"), advice);
  }
}
