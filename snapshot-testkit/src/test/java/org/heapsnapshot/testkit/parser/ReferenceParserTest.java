package org.heapsnapshot.testkit.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.heapsnapshot.testkit.image.HandMadeHeap;
import org.junit.jupiter.api.Test;

class ReferenceParserTest {
  private final Heap heap = ReferenceParser.parseHeap(SmallHeap.make().bytes());

  @Test
  void shouldReadAnEmptyHeap() {
    Heap empty = ReferenceParser.parseHeap(new HandMadeHeap().bytes());
    assertEquals(0, empty.objectCount());
    assertNull(empty.object(0));
    assertEquals("VM", empty.fingerprint().vmName());
    assertEquals("17.0.0+1", empty.fingerprint().jdkBuild());
    assertEquals(List.of(0, 0, 0, 0, 0, 0), empty.fingerprint().layout());
  }

  @Test
  void shouldReadStrings() {
    assertEquals(new HeapObject.Text(SmallHeap.TEXT, "text", true), heap.object(SmallHeap.TEXT));
    assertEquals(new HeapObject.Text(SmallHeap.LAMBDA, "λ", false), heap.object(SmallHeap.LAMBDA));
  }

  @Test
  void shouldReadSymbolsAndRecipes() {
    HeapObject.Symbol symbol = (HeapObject.Symbol) heap.object(SmallHeap.NODE_CLASS);
    assertEquals("p.Node", symbol.symbol().type().name());
    HeapObject.Recipe recipe = (HeapObject.Recipe) heap.object(SmallHeap.PATTERN);
    assertEquals(new Recipes.Row(0, 3, List.of(SmallHeap.TEXT, 2)), recipe.recipe());
  }

  @Test
  void shouldReadInstances() {
    HeapObject.Instance first = (HeapObject.Instance) heap.object(SmallHeap.FIRST_NODE);
    HeapObject.Instance second = (HeapObject.Instance) heap.object(SmallHeap.SECOND_NODE);
    assertEquals(
        Map.of(
            "p.Node.next",
            new HeapObject.Reference(SmallHeap.SECOND_NODE),
            "p.Node.letter",
            'n',
            "p.Node.weight",
            0.1),
        first.fields());
    assertEquals('\uFFFF', second.fields().get("p.Node.letter"));
    assertEquals(0.0, second.fields().get("p.Node.weight"));
    HeapObject.Instance map = (HeapObject.Instance) heap.object(SmallHeap.MAP);
    assertEquals(Map.of("java.util.HashMap.loadFactor", 0.75f), map.fields());
    assertEquals(1, map.unit());
  }

  @Test
  void shouldReadArrays() {
    HeapObject.Array numbers = (HeapObject.Array) heap.object(8);
    assertArrayEquals(new int[] {7, 8, -9}, (int[]) numbers.elements());
    assertEquals(0, ((int[]) ((HeapObject.Array) heap.object(9)).elements()).length);
    HeapObject.Array nodes = (HeapObject.Array) heap.object(SmallHeap.NODES);
    assertArrayEquals(new int[] {SmallHeap.FIRST_NODE, 0}, (int[]) nodes.elements());
    assertEquals("[Lp.Node;", nodes.type().name());
  }

  @Test
  void shouldReadStatics() {
    assertEquals(heap.object(SmallHeap.FIRST_NODE), heap.staticObject("p.Main", "ROOT"));
    assertEquals(0x1_FFFF_FFFEL, heap.staticValue("p.Main", "BIG"));
    assertNull(heap.staticValue("p.Main", "ABSENT"));
  }

  @Test
  void shouldReadReseedGuardsConstantsAndMetadata() {
    Reseed.Row row = heap.reseed().rows().get(0);
    assertEquals("java.util.HashMap", row.className());
    assertArrayEquals(new int[] {SmallHeap.FIRST_NODE, SmallHeap.NODE_CLASS}, row.keys());
    assertArrayEquals(new int[] {SmallHeap.TEXT, SmallHeap.LAMBDA}, row.values());
    assertEquals(
        List.of(new Guards.Row(1, "text", null, "p.Main", List.of(1))), heap.guards().rows());
    assertEquals(Map.of("p.Main", List.of("text")), heap.constants().texts());
    assertEquals(Map.of("text", "λ"), heap.metadata().values());
    assertEquals(List.of(List.of(), List.of(0)), heap.units().needs());
  }

  @Test
  void shouldReadMadeClasses() {
    assertEquals(List.of(), heap.made().rows());
    HandMadeHeap hand =
        SmallHeap.made(SmallHeap.make(), 1, 1, 0, 15, 0, 1, 0, 0, 2, new int[] {-1, 0, 0, 0});
    Made.Row row = ReferenceParser.parseHeap(hand.bytes()).made().rows().get(0);
    assertEquals("p.Node", row.type().name());
    assertEquals("p.Main", row.host().name());
    assertEquals(0xCA, row.file()[0] & 0xFF);
    assertEquals(List.of(0), row.needs());
    assertEquals(List.of(-1, 0), row.definers());
  }

  @Test
  void shouldReadClassLoaders() {
    int[] both = {SmallHeap.SECOND_NODE, SmallHeap.FIRST_NODE};
    int[] names = {SmallHeap.TEXT, 0};
    int[] parents = {-1, 0};
    HandMadeHeap hand =
        SmallHeap.loaders(SmallHeap.make(), 2, both, names, parents, new int[] {0, 0, 0});
    List<Made.Loader> loaders = ReferenceParser.parseHeap(hand.bytes()).made().loaders();
    assertEquals(new Made.Loader(6, 1, -1, List.of()), loaders.get(0));
    assertEquals(new Made.Loader(5, 0, 0, List.of()), loaders.get(1));
  }

  @Test
  void shouldReadEveryPrimitiveArray() {
    HandMadeHeap hand = new HandMadeHeap();
    hand.strings("[Z", "[B", "[C", "[S", "[I", "[J", "[F", "[D");
    int[] eight = {0, 1, 2, 3, 4, 5, 6, 7};
    int[] fours = {4, 4, 4, 4, 4, 4, 4, 4};
    hand.section("CLASSES", 8, 0, eight, fours, new int[9]);
    hand.section("UNITS", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    int[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
    hand.section("ARRAYS", 8, new int[8], eight, ones, ones);
    hand.section(
        "PRIMITIVES", 1L, 0xFEL, 0xFFFEL, 0xFFFEL, 0xFFFF_FFFEL, -2L, 0x3F80_0000L, 1L << 62);
    Heap read = ReferenceParser.parseHeap(hand.bytes());
    assertArrayEquals(new boolean[] {true}, (boolean[]) elements(read, 1));
    assertArrayEquals(new byte[] {-2}, (byte[]) elements(read, 2));
    assertArrayEquals(new char[] {0xFFFE}, (char[]) elements(read, 3));
    assertArrayEquals(new short[] {-2}, (short[]) elements(read, 4));
    assertArrayEquals(new int[] {-2}, (int[]) elements(read, 5));
    assertArrayEquals(new long[] {-2}, (long[]) elements(read, 6));
    assertArrayEquals(new float[] {1}, (float[]) elements(read, 7));
    assertArrayEquals(new double[] {2}, (double[]) elements(read, 8));
  }

  private static Object elements(Heap heap, int id) {
    return ((HeapObject.Array) heap.object(id)).elements();
  }

  @Test
  void throwsForAnyFlippedBit() {
    byte[] bytes = SmallHeap.make().bytes();
    int imageId = 32;
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      String where = "byte " + i + (i >= imageId && i < 64 ? " of the image id" : "");
      ParseException thrown =
          assertThrows(ParseException.class, () -> ReferenceParser.parseHeap(flipped), where);
      assertTrue(thrown.getMessage().contains("expected="), thrown.getMessage());
    }
  }

  @Test
  void throwsForAnyTruncation() {
    byte[] bytes = SmallHeap.make().bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] truncated = java.util.Arrays.copyOf(bytes, i);
      assertThrows(ParseException.class, () -> ReferenceParser.parseHeap(truncated), "length " + i);
    }
  }
}
