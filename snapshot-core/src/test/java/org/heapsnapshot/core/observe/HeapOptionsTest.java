package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapOptionsTest {
  @Test
  void shouldRaiseTheBoundOfTheHeapByAQuarter() {
    assertEquals(
        List.of("-Xmx1310720k", "-XX:MaxHeapSize=1280k", "-Xmx5k", "-Xmx640k"),
        HeapOptions.enlarged(List.of("-Xmx1g", "-XX:MaxHeapSize=1M", "-Xmx4k", "-Xmx524288")));
  }

  @Test
  void shouldLeaveOtherOptionsAlone() {
    List<String> others = List.of("-Xms1g", "-Xmx", "-XX:MaxHeapSize=x", "-Dsize=-Xmx1g");
    assertEquals(others, HeapOptions.enlarged(others));
  }
}
