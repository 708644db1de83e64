package org.heapsnapshot.core.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.junit.jupiter.api.Test;

class ArgumentStringTest {
  @Test
  void shouldSplitAsAShellDoes() {
    assertEquals(List.of(), ArgumentString.split("  "));
    assertEquals(List.of("-e", "print(1)"), ArgumentString.split(" -e 'print(1)' "));
    assertEquals(
        List.of("a b", "", "c\"d", "e f"), ArgumentString.split("a\\ b '' \"c\\\"d\" e' 'f"));
    assertEquals(List.of("\\n", "C:\\x"), ArgumentString.split("'\\n' \"C:\\x\""));
  }

  @Test
  void shouldJoinWhatSplitsBack() {
    List<String> words = List.of("plain", "", "it's", "a  b", "\"q\"", "$x", "back\\slash");
    assertEquals(words, ArgumentString.split(ArgumentString.join(words)));
  }

  @Test
  void throwsWhenAQuoteIsOpen() {
    assertThrows(SnapshotException.class, () -> ArgumentString.split("-e 'print(1)"));
  }
}
