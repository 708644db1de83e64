package org.heapsnapshot.core.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class BehaviourTest {
  private final Behaviour expected = new Behaviour(0, "a\nb\n");

  @Test
  void shouldAcceptTheSame() {
    assertNull(new Behaviour(0, "a\nb\n").differenceOrNull(expected));
  }

  @Test
  void shouldSayWhatDiffers() {
    assertEquals("exit code 3, expected 0", new Behaviour(3, "a\nb\n").differenceOrNull(expected));
    assertEquals(
        "line 2 of its output is 'c', expected 'b'",
        new Behaviour(0, "a\nc\n").differenceOrNull(expected));
    assertEquals(
        "line 2 of its output is '(end)', expected 'b'",
        new Behaviour(0, "a\n").differenceOrNull(expected));
    assertEquals(
        "its output differs in line ends", new Behaviour(0, "a\nb").differenceOrNull(expected));
  }
}
