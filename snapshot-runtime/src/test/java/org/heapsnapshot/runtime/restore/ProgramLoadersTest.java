package org.heapsnapshot.runtime.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.HeapBytes.Words;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Class loaders that the image makes. */
class ProgramLoadersTest {
  private static HeapCapture capture() {
    FixtureLoader source = new FixtureLoader();
    Class<?> loading = source.built("Loading");
    return new HeapCapture(source)
        .statics(loading)
        .loader((ClassLoader) FixtureLoader.get(loading, "above"))
        .loader((ClassLoader) FixtureLoader.get(loading, "below"));
  }

  @Test
  void shouldMakeThemWithoutTheirConstructors() {
    Restored restored = new Restored(capture().bytes());
    ClassLoader above = (ClassLoader) restored.get("Loading", "above");
    ClassLoader below = (ClassLoader) restored.get("Loading", "below");
    assertSame(restored.loader, above.getParent());
    assertSame(above, below.getParent());
    assertNull(above.getName());
    assertEquals("below", below.getName());
    assertSame(below, FixtureLoader.get(above, "state"));
    assertEquals("state", FixtureLoader.get(below, "state"));
    assertSame(below, below.getUnnamedModule().getClassLoader());
    assertEquals(0, FixtureLoader.get(below.getClass(), "made"));
    assertSame(restored.loader.fixture("Plain"), assertFound(below));
  }

  private static Class<?> assertFound(ClassLoader loader) {
    try {
      return Class.forName("org.heapsnapshot.runtime.fixtures.Plain", false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Their tables without classes; {@code first} and the next are the objects. */
  private static Words table(int first, int[]... rest) {
    Words words = new Words().add(0, 0, 0);
    for (int[] item : rest) {
      for (int value : item) {
        words.add(value < 100 ? value : first + value - 100);
      }
    }
    return words;
  }

  private static int[] ints(int... values) {
    return values;
  }

  private static Arguments rule(int[]... table) {
    return Arguments.of((Object) table);
  }

  /** Loaders 100 and 101 are the objects, which are the first instances. */
  static Stream<Arguments> contradictions() {
    int[] starts = {0, 0, 0};
    return Stream.of(
        rule(ints(0), ints(0)), // None for the instances of a class of loaders.
        rule(ints(1), ints(100), ints(0), ints(-1), ints(0, 0)), // One only.
        rule(ints(2), ints(100, 100), ints(0, 0), ints(-1, -1), starts), // One twice.
        rule(ints(2), ints(100, 102), ints(0, 0), ints(-1, -1), starts), // No instance.
        rule(ints(2), ints(100, 101), ints(0, 0), ints(-1, 1), starts), // Its own parent.
        rule(ints(2), ints(100, 101), ints(0, 0), ints(1, -1), starts), // Parents later.
        rule(ints(2), ints(100, 101), ints(0, 100), ints(-1, -1), starts), // No string.
        rule(ints(2), ints(100, 101), ints(0, 0), ints(-1, -1), ints(0, 1, 1), ints(0)),
        rule(ints(2), ints(100, 101), ints(0, 0), ints(-1, -1), starts, ints(0))); // More.
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void throwsForAContradiction(int[][] section) {
    HeapCapture capture = capture();
    capture.bytes();
    capture.heap.section(16, table(capture.firstLoader(), section));
    byte[] heap = capture.heap.bytes();
    Refusal refusal = assertThrows(Refusal.class, () -> new Image(Heap.open(heap)));
    assertEquals(LoadResult.CORRUPT, refusal.result(), refusal.getMessage());
  }
}
