package org.heapsnapshot.interning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternPoolTest {

  @Test
  void shouldNumberTextsInOrderOfFirstAppearance() {
    InternPool pool = new InternPool();
    assertEquals(0, pool.intern("b"));
    assertEquals(1, pool.intern("a"));
    assertEquals(0, pool.intern(new String("b")));
    assertEquals(2, pool.intern(""));
    assertEquals(3, pool.size());
    assertEquals("a", pool.text(1));
  }

  @Test
  void shouldKeepTheFirstStringOfEqualOnes() {
    InternPool pool = new InternPool();
    String first = new String("x");
    pool.intern(first);
    pool.intern(new String("x"));
    assertSame(first, pool.text(0));
  }

  @Test
  void shouldAnswerMinusOneForAnUnknownText() {
    InternPool pool = new InternPool(0);
    assertEquals(-1, pool.indexOf("a"));
    pool.intern("a");
    assertEquals(0, pool.indexOf("a"));
    assertEquals(-1, pool.indexOf("b"));
    assertEquals(1, pool.size());
  }

  @Test
  void shouldTellUnpairedSurrogatesFromPairsAndFromReplacements() {
    InternPool pool = new InternPool();
    String[] texts = {"\uD83D\uDE00", "\uD83D", "\uDE00", "\uDE00\uD83D", "?", "\uFFFD"};
    for (int i = 0; i < texts.length; i++) {
      assertEquals(i, pool.intern(texts[i]));
    }
    for (int i = 0; i < texts.length; i++) {
      assertEquals(i, pool.indexOf(new String(texts[i])));
    }
  }

  @Test
  void shouldTellTextsApartWhoseJdkHashCodesCollide() {
    InternPool pool = new InternPool();
    assertEquals("Aa".hashCode(), "BB".hashCode());
    assertEquals(0, pool.intern("Aa"));
    assertEquals(1, pool.intern("BB"));
    assertEquals(0, pool.indexOf("Aa"));
    assertEquals(1, pool.indexOf("BB"));
  }

  @Test
  void shouldNotDegradeWhenAllJdkHashCodesCollide() {
    int bits = 17;
    InternPool pool = new InternPool();
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 1 << bits; i++) {
            assertEquals(i, pool.intern(colliding(i, bits)));
          }
          for (int i = 0; i < 1 << bits; i++) {
            assertEquals(i, pool.indexOf(colliding(i, bits)));
          }
        });
  }

  private static String colliding(int number, int bits) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < bits; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }

  @Test
  void shouldHoldAMillionTexts() {
    InternPool pool = new InternPool();
    for (int i = 0; i < 1_000_000; i++) {
      assertEquals(i, pool.intern("name." + i));
    }
    for (int i = 0; i < 1_000_000; i += 7) {
      assertEquals(i, pool.intern("name." + i));
      assertEquals("name." + i, pool.text(i));
    }
    assertEquals(1_000_000, pool.size());
  }

  @Test
  void shouldAgreeWithAHashMap() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    InternPool pool = new InternPool(1);
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      char[] chars = new char[random.nextInt(4)];
      for (int c = 0; c < chars.length; c++) {
        chars[c] = (char) (random.nextBoolean() ? random.nextInt(8) : 0xD7FC + random.nextInt(8));
      }
      String text = new String(chars);
      Integer known = expected.putIfAbsent(text, expected.size());
      assertEquals(known == null ? expected.size() - 1 : known, pool.intern(text), "seed " + seed);
    }
    assertEquals(expected.size(), pool.size(), "seed " + seed);
  }

  @Test
  void throwsForNumbersOutsideThePool() {
    InternPool pool = new InternPool();
    pool.intern("a");
    assertThrows(IndexOutOfBoundsException.class, () -> pool.text(1));
    assertThrows(IndexOutOfBoundsException.class, () -> pool.text(-1));
    assertThrows(NullPointerException.class, () -> pool.intern(null));
    assertThrows(IllegalArgumentException.class, () -> new InternPool(-1));
  }
}
