package org.heapsnapshot.interning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StringTableTest {

  @Test
  void shouldStoreOneByteACharUpToFf() {
    StringTable table = table("A\u00FF", "");
    assertEquals(4, table.shape(0));
    assertFalse(StringTable.isUtf16(table.shape(0)));
    assertEquals(0, table.shape(1));
    assertArrayEquals(new byte[] {0x41, (byte) 0xFF}, data(table));
  }

  @Test
  void shouldStoreTwoBytesACharAboveFf() {
    StringTable table = table("A\u0100");
    assertEquals(5, table.shape(0));
    assertTrue(StringTable.isUtf16(table.shape(0)));
    assertEquals(2, StringTable.length(table.shape(0)));
    assertArrayEquals(new byte[] {0x41, 0, 0, 1}, data(table));
  }

  @Test
  void shouldKeepUnpairedSurrogates() {
    StringTable table = table("\uD83D", "\uDE00\uD83D");
    assertArrayEquals(
        new byte[] {0x3D, (byte) 0xD8, 0, (byte) 0xDE, 0x3D, (byte) 0xD8}, data(table));
  }

  @Test
  void shouldWriteTextsWithoutGapsAtAnOffset() {
    StringTable table = table("ab", "\u20AC", "c");
    byte[] target = new byte[3 + 5 + 2];
    assertEquals(5, table.dataBytes());
    assertEquals(8, table.copyData(target, 3));
    assertArrayEquals(new byte[] {0, 0, 0, 'a', 'b', (byte) 0xAC, 0x20, 'c', 0, 0}, target);
  }

  @Test
  void shouldFindEveryText() {
    StringTable table = table("Aa", "BB", "\uD83D\uDE00");
    for (int i = 0; i < table.size(); i++) {
      assertEquals(i, table.indexOf(new String(table.text(i))));
    }
    assertEquals(-1, table.indexOf("CC"));
  }

  @Test
  void shouldNotSeeLaterAdditionsToThePool() {
    InternPool pool = new InternPool(0);
    pool.intern("a");
    StringTable table = pool.table();
    for (int i = 0; i < 1000; i++) {
      pool.intern("later" + i);
    }
    assertEquals(1, table.size());
    assertEquals(0, table.indexOf("a"));
    assertEquals(-1, table.indexOf("later0"));
    assertThrows(IndexOutOfBoundsException.class, () -> table.text(1));
  }

  @Test
  void shouldAgreeWithCharsetsOnWellFormedTexts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      int top = random.nextBoolean() ? 0x100 : 0x20000;
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(20); c > 0; c--) {
        int codePoint = random.nextInt(top);
        text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? 'x' : codePoint);
      }
      StringTable table = table(text.toString());
      byte[] expected =
          text.toString()
              .getBytes(
                  StringTable.isUtf16(table.shape(0))
                      ? StandardCharsets.UTF_16LE
                      : StandardCharsets.ISO_8859_1);
      assertArrayEquals(expected, data(table), "seed " + seed);
    }
  }

  @Test
  void throwsWhenTheTargetIsTooSmall() {
    StringTable table = table("abc");
    assertThrows(IndexOutOfBoundsException.class, () -> table.copyData(new byte[3], 1));
    assertThrows(IndexOutOfBoundsException.class, () -> table.copyData(new byte[3], -1));
  }

  private static StringTable table(String... texts) {
    InternPool pool = new InternPool();
    for (String text : texts) {
      pool.intern(text);
    }
    return pool.table();
  }

  private static byte[] data(StringTable table) {
    byte[] data = new byte[(int) table.dataBytes()];
    table.copyData(data, 0);
    return data;
  }
}
