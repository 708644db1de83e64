package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.SectionId;
import org.junit.jupiter.api.Test;

/** What becomes of hashed collections, by whether they are stable. */
class UnstableCollectionsTest {
  private final HeapFixture fixture = new HeapFixture();

  @Test
  void shouldCopyAStableMapAsItIs() {
    int map = fixture.map();
    fixture.fill(map, false, fixture.interned("k"), fixture.interned("v"));
    fixture.root("app.Main", map);
    EncodedHeap encoded = fixture.encode();
    RawHeap raw = new RawHeap(encoded.bytes());
    assertEquals(0, encoded.reseedCount());
    assertEquals(5, encoded.objectCount());
    assertArrayEquals(new int[] {0, 0}, raw.ints(SectionId.RESEED));
    assertEquals(
        "java.util.HashMap 16, java.util.HashMap.table [ 12, java.util.HashMap.size I 16,"
            + " java.util.HashMap.loadFactor F 20",
        raw.classes().get(0));
  }

  @Test
  void shouldListAnUnstableMapAndLeaveOutItsTable() {
    int map = fixture.map();
    int key = fixture.instance(fixture.program("app.Key"));
    int value = fixture.text("v");
    fixture.fill(map, true, key, value, 0, 0);
    fixture.root("app.Main", map);
    EncodedHeap encoded = fixture.encode();
    RawHeap raw = new RawHeap(encoded.bytes());
    assertEquals(3, encoded.objectCount());
    assertEquals(
        List.of(
            "java.util.HashMap 16, java.util.HashMap.table [ zeroed -1,"
                + " java.util.HashMap.size I zeroed -1, java.util.HashMap.loadFactor F 20",
            "app.Key 18",
            "app.Main 34, app.Main.root L static 12"),
        raw.classes());
    // Ids: 1 the string, 2 the map, 3 the key.
    assertArrayEquals(new int[] {1, 2, 1, 0, 2, 3, 0, 1, 0}, raw.ints(SectionId.RESEED));
    assertArrayEquals(
        new int[] {2, 0, 0, 0, 1, 1, 1, Float.floatToRawIntBits(0.75f)},
        raw.ints(SectionId.INSTANCES));
  }

  @Test
  void shouldPutStableAndUnstableMapsInRowsOfTheirOwn() {
    int stable = fixture.map();
    int unstable = fixture.map();
    fixture.fill(stable, false, fixture.interned("k"), unstable);
    fixture.fill(unstable, true, stable, 0);
    fixture.root("app.Main", stable);
    RawHeap raw = fixture.raw();
    assertEquals(
        List.of("java.util.HashMap 16", "java.util.HashMap 16"),
        raw.classes().subList(0, 2).stream().map(row -> row.split(",")[0]).toList());
    int[] instances = raw.ints(SectionId.INSTANCES);
    assertArrayEquals(new int[] {3, 0, 0, 0, 0, 1, 3, 1, 1, 1}, Arrays.copyOf(instances, 10));
  }

  @Test
  void shouldKeepWhatATableSharesWithOthers() {
    int map = fixture.map();
    int key = fixture.text("k");
    fixture.fill(map, true, key, 0);
    int node = key + 1;
    int array = fixture.array("[Ljava.lang.Object;", 0);
    fixture.root("app.Main", fixture.references(array, map, node));
    assertEquals(4, fixture.encode().objectCount());
  }

  @Test
  void shouldNotListAnUnstableMapThatOnlyADroppedTableHeld() {
    int outer = fixture.map();
    int orphan = fixture.map();
    fixture.fill(outer, true, fixture.text("k"), orphan);
    fixture.fill(orphan, true, 0, 0);
    HashedCollection entryless = fixture.hashed.get(0);
    fixture.hashed.set(
        0,
        new HashedCollection(
            entryless.object(),
            entryless.kind(),
            entryless.tableFields(),
            new int[0],
            new int[0],
            new int[0],
            true));
    fixture.root("app.Main", outer);
    EncodedHeap encoded = fixture.encode();
    assertEquals(1, encoded.reseedCount());
    assertEquals(1, encoded.objectCount());
  }

  @Test
  void throwsForContradictions() {
    int map = fixture.map();
    fixture.fill(map, true, 0, 0);
    fixture.root("app.Main", map);
    fixture.hashed.add(fixture.hashed.get(0));
    assertThrows(IllegalArgumentException.class, fixture::encode);
    fixture.hashed.set(
        1, new HashedCollection(99, 1, new int[0], new int[0], new int[0], new int[0], true));
    assertThrows(IllegalArgumentException.class, fixture::encode);
    fixture.hashed.set(
        1,
        new HashedCollection(map + 1, 1, new int[] {4}, new int[0], new int[0], new int[0], true));
    assertThrows(IllegalArgumentException.class, fixture::encode);
  }

  @Test
  void throwsForACollectionThatIsAKeyOfItself() {
    int map = fixture.map();
    fixture.fill(map, true, map, 0);
    fixture.root("app.Main", map);
    SnapshotException thrown = assertThrows(SnapshotException.class, fixture::encode);
    assertTrue(thrown.getMessage().contains("java.util.HashMap is a key of itself"), "message");
    assertTrue(thrown.getMessage().contains("--initialize-at-run-time"), "advice");
  }
}
