package org.heapsnapshot.runtime.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.heapsnapshot.runtime.fixtures.Plain;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.HeapBytes.Words;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that the image defines: here one whose class file differs from that of the loader. */
class MadeClassesTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final String ITEM = "Plain$Item";

  /** The fixture, of which {@code Item} names its objects "made" instead of "item". */
  private static HeapCapture capture() {
    FixtureLoader source = new FixtureLoader();
    Class<?> plain = source.built("Plain");
    return new HeapCapture(source)
        .statics(plain)
        .made(source.fixture(ITEM), plain, file().replace("\u0004item", "\u0004made"));
  }

  private static String file() {
    try (InputStream in = Plain.class.getResourceAsStream(ITEM + ".class")) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Restoration prepared(byte[] heap, FixtureLoader loader) {
    Restoration restoration =
        new Restoration(new Image(Heap.open(heap)), loader, Memory.open(FEATURE));
    restoration.prepare(FEATURE, true);
    return restoration;
  }

  private static Object nameOfAnother(Class<?> item) {
    try {
      return FixtureLoader.get(item.getConstructor().newInstance(), "name");
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldDefineWhatObjectsAndSymbolsNeed() {
    Restored restored = new Restored(capture().bytes());
    Object item = restored.get("Plain", "item");
    assertSame(restored.loader, item.getClass().getClassLoader());
    assertSame(restored.loader.fixture(ITEM), item.getClass());
    assertSame(restored.get("Plain", "type"), item.getClass());
    assertEquals("item", FixtureLoader.get(item, "name"));
    assertEquals(1L << 40, FixtureLoader.get(item, "wide"));
    assertEquals(item.getClass(), FixtureLoader.get(item, "other").getClass());
    assertEquals("made", nameOfAnother(item.getClass()));
  }

  /** A start that falls back makes the class itself, and must not find it. */
  @Test
  void shouldDefineNothingBeforeThePointOfNoReturn() {
    FixtureLoader loader = new FixtureLoader();
    prepared(capture().bytes(), loader);
    assertEquals("item", nameOfAnother(loader.fixture(ITEM)));
  }

  @Test
  void throwsWhenTheProgramHasMadeTheClassItself() {
    FixtureLoader loader = new FixtureLoader();
    Restoration restoration = prepared(capture().bytes(), loader);
    loader.fixture(ITEM);
    Refusal refusal = assertThrows(Refusal.class, restoration::restore);
    assertEquals(LoadResult.CLASS_MADE, refusal.result(), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(ITEM), refusal.getMessage());
  }

  /** Sections MADE that contradict the others; row 0 is the class, row 1 its host. */
  static Stream<Words> contradictions() {
    return Stream.of(
        new Words().add(0, 0, 0).add(0, 0), // None for a class with the flag.
        new Words().add(1, 1, 1, 0, 0, 1, 0, 0, 0).add(0, 0), // Of another class.
        new Words().add(1, 0, 0, 0, 0, 1, 0, 0, 0).add(0, 0), // Its own host.
        new Words().add(1, 0, 1, -1, 0, 1, 0, 0, 0).add(0, 0), // Without a class file.
        new Words().add(1, 0, 1, 0, 0, 0, 0, 0).add(0, 0), // Not among its needs.
        new Words().add(1, 0, 1, 0, 0, 1, 1, 0, 0).add(0, 0), // A need that is not there.
        new Words().add(1, 0, 1, 0, 0, 1, 0, 0, 1, 1).add(0, 0), // A definer that is not there.
        new Words().add(1, 0, 1, 0, 0, 1, 0, 0, 0, 0).add(0, 0)); // More.
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void throwsForAContradiction(Words section) {
    HeapCapture capture = capture();
    capture.bytes();
    capture.heap.section(16, section);
    byte[] heap = capture.heap.bytes();
    Refusal refusal = assertThrows(Refusal.class, () -> new Image(Heap.open(heap)));
    assertEquals(LoadResult.CORRUPT, refusal.result(), refusal.getMessage());
  }

  @Test
  void shouldLookAtTheSectionForFlaggedClassesOnly() {
    assertNotEquals(null, new Image(Heap.open(capture().bytes())).made);
    assertEquals(null, new Image(Heap.open(PlainHeap.capture().bytes())).made);
    assertFalse(new Image(Heap.open(PlainHeap.capture().bytes())).classes.hasMade());
  }
}
