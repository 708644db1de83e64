package org.heapsnapshot.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RestoredListTest {
  @Test
  void shouldReadWhatItWrites() {
    RestoredList list =
        new RestoredList(
            List.of("a.A", "b.B$C"),
            List.of("a.A::load", "clojure::a.b=c"),
            List.of("b.B$C"),
            List.of("a.A.cache"),
            List.of("a.A=b.ASerializer", "b.B$C=b.CSerializer"));

    assertEquals(list, RestoredList.parse(list.text()));
  }
}
