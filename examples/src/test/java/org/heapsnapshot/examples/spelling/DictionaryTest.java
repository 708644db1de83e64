package org.heapsnapshot.examples.spelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  @Test
  void shouldSuggestTheWordThatIsMeant() {
    assertEquals(List.of("transport"), Dictionary.load().suggest("tranport"));
    assertEquals(List.of("mountain"), Dictionary.load().suggest("mountian"));
    assertEquals(List.of("river"), Dictionary.load().suggest("rivre"));
  }

  @Test
  void shouldHaveNoneForAnotherWord() {
    assertEquals(List.of(), Dictionary.load().suggest("xylophone"));
  }

  @Test
  void shouldBeBuiltOnce() {
    assertSame(Dictionary.load(), Dictionary.load());
  }
}
