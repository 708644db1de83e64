package org.heapsnapshot.runtime.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RestoreStateTest {
  private static Restored restored;

  @BeforeAll
  static void restore() {
    FixtureLoader source = new FixtureLoader();
    Class<?> state = source.built("State");
    restored =
        new Restored(
            new HeapCapture(source).statics(state).statics(source.fixture("State$Color")).bytes());
  }

  private static Object get(String field) {
    return restored.get("State", field);
  }

  @Test
  void shouldUseStoredOffsetsOnTheJdkOfTheBuild() {
    assertFalse(restored.restoration.offsetsComputed());
  }

  @Test
  void shouldRestorePrimitiveStatics() {
    assertEquals(true, get("flag"));
    assertEquals((byte) -1, get("tiny"));
    assertEquals('\uABCD', get("letter"));
    assertEquals((short) -2, get("small"));
    assertEquals(1 << 31, get("number"));
    assertEquals(1.5f, get("fraction"));
    assertEquals(-3L << 40, get("wide"));
    assertEquals(Math.PI, get("real"));
  }

  @Test
  void shouldRestoreInternedStringsAsTheCanonicalInstance() {
    assertSame("literal", get("literal"));
    assertSame("", get("empty"));
  }

  @Test
  void shouldKeepStringsDistinctThatWereDistinct() {
    assertEquals("literal", get("sentinel"));
    assertNotSame(get("literal"), get("sentinel"));
    assertNotSame(get("sentinel"), get("secondSentinel"));
    assertSame(get("sentinel"), ((Object[]) ((Object[]) get("all"))[11])[1]);
  }

  @Test
  void shouldShareTheBytesOfStringsWithEqualContents() throws NoSuchFieldException {
    long value = RawMemory.offset(String.class.getDeclaredField("value"));
    assertSame(
        RawMemory.reference(get("sentinel"), value),
        RawMemory.reference(get("secondSentinel"), value));
  }

  @Test
  void shouldRestoreStringsOutsideLatin1() {
    assertEquals("\u0131stanbul", get("turkish"));
    assertEquals("\uD800x", get("surrogate"), "an unpaired surrogate survives");
  }

  @Test
  void shouldRestoreArraysOfEveryType() {
    Object[] all = (Object[]) get("all");
    assertArrayEquals(new boolean[] {true, false, true}, (boolean[]) all[0]);
    assertArrayEquals(new byte[] {1, -2}, (byte[]) all[1]);
    assertArrayEquals("chars\u00e9".toCharArray(), (char[]) all[2]);
    assertArrayEquals(new short[] {-5}, (short[]) all[3]);
    assertArrayEquals(new int[] {7, -8, 9}, (int[]) all[4]);
    assertArrayEquals(new float[] {0.5f}, (float[]) all[5]);
    assertArrayEquals(new long[] {1L << 40, -1}, (long[]) all[6]);
    assertArrayEquals(new double[] {Math.E}, (double[]) all[7]);
    assertEquals(0, ((Object[]) all[8]).length);
    assertEquals(0, ((int[]) all[9]).length);
    assertNull(all[10]);
    assertInstanceOf(String[].class, all[11]);
    int[][] grid = (int[][]) get("grid");
    assertArrayEquals(new int[] {1, 2}, grid[0]);
    assertNull(grid[1]);
    assertArrayEquals(new int[] {3}, grid[2]);
  }

  @Test
  void shouldRestoreFieldsOfEveryTypeAndCycles() {
    Object node = get("ring");
    assertEquals(true, FixtureLoader.get(node, "flag"));
    assertEquals((byte) -7, FixtureLoader.get(node, "tiny"));
    assertEquals('\uFFFE', FixtureLoader.get(node, "letter"));
    assertEquals((short) -300, FixtureLoader.get(node, "small"));
    assertEquals(Integer.MIN_VALUE, FixtureLoader.get(node, "number"));
    assertEquals(-0.0f, FixtureLoader.get(node, "fraction"));
    assertEquals(Long.MIN_VALUE + 5, FixtureLoader.get(node, "wide"));
    assertEquals(Double.MIN_VALUE, FixtureLoader.get(node, "real"));
    assertSame("a", FixtureLoader.get(node, "name"));
    Object next = FixtureLoader.get(node, "next");
    assertSame(node, FixtureLoader.get(next, "next"));
  }

  @Test
  void shouldRestoreRecords() throws ReflectiveOperationException {
    Object pair = get("pair");
    assertSame(get("ring"), pair.getClass().getMethod("left").invoke(pair));
    assertEquals(77L << 33, pair.getClass().getMethod("right").invoke(pair));
  }

  @Test
  void shouldRestoreEnumsOfTheProgram() throws ReflectiveOperationException {
    Enum<?> green = (Enum<?>) get("color");
    Class<?> color = restored.loader.fixture("State$Color");
    assertSame(green, color.getField("GREEN").get(null));
    assertSame(green, color.getMethod("valueOf", String.class).invoke(null, "GREEN"));
    assertEquals("dark", color.getMethod("shade").invoke(green));
    assertEquals(System.identityHashCode(green), green.hashCode());
    assertSame(green, ((Object[]) get("colors"))[1]);
  }

  @Test
  @SuppressWarnings("unchecked")
  void shouldRestoreListsThatGrow() {
    List<Object> list = (List<Object>) get("list");
    assertEquals(3, list.size());
    assertSame(get("ring"), list.get(2));
    list.add("more");
    assertEquals("more", list.get(3));
  }

  @Test
  void shouldLookUpWhatTheJdkHas() {
    assertSame(Collections.EMPTY_LIST, get("emptyList"));
    assertSame(restored.loader.fixture("State$Node"), get("type"));
    assertSame(int.class, get("primitiveType"));
    assertSame(TimeUnit.DAYS, get("unit"));
    assertSame(Integer.valueOf(42), get("box"));
    assertSame(Boolean.TRUE, get("truth"));
    assertSame(Character.valueOf('m'), get("mark"));
    assertSame(restored.loader, get("loader"));
  }

  @Test
  void shouldReplayRecipes() {
    assertSame(StandardCharsets.UTF_16BE, get("charset"));
    assertEquals(Locale.GERMANY, get("locale"));
    Pattern pattern = (Pattern) get("pattern");
    assertTrue(pattern.matcher("xABBCx").find());
    assertEquals(Pattern.CASE_INSENSITIVE, pattern.flags());
    assertInstanceOf(ThreadLocal.class, get("local"));
    assertEquals(TimeZone.getTimeZone("Europe/Paris"), get("timeZone"));
    assertSame(Currency.getInstance("EUR"), get("currency"));
    assertEquals(ZoneId.of("Europe/Paris"), get("zone"));
  }

  @Test
  void shouldGiveAThreadLocalAPlaceOfItsOwn() {
    @SuppressWarnings("unchecked")
    ThreadLocal<String> local = (ThreadLocal<String>) get("local");
    assertNull(local.get());
    local.set("mine");
    assertEquals("mine", local.get());
    local.remove();
  }
}
