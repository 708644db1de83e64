package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.junit.jupiter.api.Test;

class RebuildOrderTest {
  private final HeapFixture fixture = new HeapFixture();

  @Test
  void shouldRebuildKeysBeforeTheirMap() {
    int outer = fixture.map();
    int middle = fixture.map();
    int inner = fixture.map();
    fixture.fill(outer, true, middle, 0);
    fixture.fill(middle, true, inner, 0);
    fixture.fill(inner, true);
    assertOrder(outer, inner, middle, outer);
  }

  @Test
  void shouldRebuildValuesBeforeTheirMap() {
    int outer = fixture.map();
    int inner = fixture.map();
    fixture.fill(outer, true, fixture.text("k"), inner);
    fixture.fill(inner, true);
    assertOrder(outer, inner, outer);
  }

  @Test
  void shouldSeeCollectionsDeepInsideKeys() {
    int outer = fixture.map();
    int inner = fixture.map();
    int stable = fixture.map();
    int list = fixture.references(fixture.array("[Ljava.lang.Object;", 0), 0, stable);
    fixture.fill(outer, true, list, 0);
    fixture.fill(stable, false, fixture.text("k"), inner);
    fixture.fill(inner, true);
    assertOrder(outer, inner, outer);
  }

  @Test
  void shouldLetKeysWinOverValuesInACycle() {
    // a is a key of b, b is a value of a: hashing a reads b's contents no earlier than b is built.
    int a = fixture.map();
    int b = fixture.map();
    int box = fixture.instance(fixture.program("app.Box", "it:L"), a);
    fixture.fill(a, true, fixture.text("k"), b);
    fixture.fill(b, true, box, 0);
    assertArrayEquals(new int[] {a, b}, order(b, name -> false));
    assertArrayEquals(new int[] {a, b}, order(a, name -> false));
  }

  @Test
  void shouldStopAtKeysThatHashByIdentity() {
    // Each node knows the map that it is a key of, through a set of its own.
    int neighbours = fixture.map();
    int index = fixture.map();
    int node = fixture.program("app.Node", "neighbours:L", "index:L");
    int key = fixture.instance(node, neighbours, index);
    int record = fixture.instance(fixture.program("app.Key", "members:L"), neighbours);
    fixture.fill(neighbours, true, key, 0);
    fixture.fill(index, true, record, 0);
    assertArrayEquals(new int[] {neighbours, index}, order(index, "app.Node"::equals));
  }

  @Test
  void shouldStopAtEnumConstants() {
    int members = fixture.map();
    int index = fixture.map();
    int javaLangEnum = fixture.jdk("java.lang.Enum", "name:L");
    int color = fixture.program("app.Color");
    List<CapturedField> fields = new ArrayList<>();
    fields.addAll(fixture.classes.get(javaLangEnum).fields());
    fields.add(new CapturedField(color, "index", 'L', 20, false, Treatment.COPIED));
    fixture.classes.set(color, new CapturedClass("app.Color", 2, false, false, fields));
    int red = fixture.instance(color, fixture.text("RED"), index);
    int record = fixture.instance(fixture.program("app.Key", "members:L"), members);
    fixture.fill(members, true, red, 0);
    fixture.fill(index, true, record, 0);
    assertArrayEquals(new int[] {members, index}, order(index, name -> false));
  }

  @Test
  void shouldPreferLibraryPathsWhenNothingIsKnownOfProgramClasses() {
    int members = fixture.map();
    int index = fixture.map();
    int node = fixture.instance(fixture.program("app.Node", "index:L"), index);
    fixture.fill(members, true, node, 0);
    fixture.fill(index, true, members, 0);
    assertArrayEquals(new int[] {members, index}, order(index, name -> false));
  }

  @Test
  void shouldNotFollowKeysOfIdentityHashMapsInACycle() {
    int identity = fixture.map();
    int outer = fixture.map();
    int box = fixture.instance(fixture.program("app.Box", "it:L"), outer);
    fixture.fill(identity, true, box, 0);
    fixture.fill(outer, true, identity, 0);
    HashedCollection map = fixture.hashed.get(0);
    fixture.hashed.set(
        0,
        new HashedCollection(
            identity,
            ReseedKind.IDENTITY_HASH_MAP,
            map.tableFields(),
            map.keys(),
            map.values(),
            map.hashes(),
            true));
    assertArrayEquals(new int[] {identity, outer}, order(outer, name -> false));
  }

  @Test
  void shouldBreakRealCyclesByDescendingId() {
    int a = fixture.map();
    int b = fixture.map();
    fixture.fill(a, true, b, 0);
    fixture.fill(b, true, a, 0);
    assertOrder(a, b, a);
  }

  @Test
  void shouldOrderRandomAcyclicNestingInnerFirst() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int count = 300;
    int[] maps = new int[count];
    Arrays.setAll(maps, i -> fixture.map());
    shuffle(maps, random);
    int object = fixture.program("app.Box", "it:L");
    for (int i = 0; i < count; i++) {
      int[] entries = new int[2 * random.nextInt(4)];
      for (int e = 0; e < entries.length; e++) {
        int inner = i == 0 ? 0 : maps[random.nextInt(i)];
        entries[e] = random.nextBoolean() ? inner : fixture.instance(object, inner);
      }
      fixture.fill(maps[i], true, entries);
    }
    int root = fixture.references(fixture.array("[Ljava.lang.Object;", 0), maps);
    int[] order = order(root, name -> false);
    assertEquals(count, order.length);
    int[] position = new int[fixture.objects.size() + 1];
    for (int i = 0; i < count; i++) {
      position[order[i]] = i;
    }
    for (HashedCollection map : fixture.hashed) {
      for (int key : map.keys()) {
        assertBefore(position, key, map.object(), seed);
      }
      for (int value : map.values()) {
        assertBefore(position, value, map.object(), seed);
      }
    }
  }

  private void assertBefore(int[] position, int inner, int outer, long seed) {
    int target = inner;
    if (inner != 0
        && fixture.objects.get(inner - 1) instanceof CapturedObject.Instance box
        && box.values().length == 1) {
      target = (int) box.values()[0];
    }
    assertTrue(target == 0 || position[target] < position[outer], "seed " + seed);
  }

  private static void shuffle(int[] items, Random random) {
    for (int i = items.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int item = items[i];
      items[i] = items[other];
      items[other] = item;
    }
  }

  private void assertOrder(int root, int... expected) {
    assertArrayEquals(expected, order(root, name -> false));
  }

  private int[] order(int root, Predicate<String> identityHashed) {
    fixture.statics.clear();
    fixture.root("app.Main", root);
    ObjectGraph graph = new ObjectGraph(fixture.heap());
    return RebuildOrder.of(graph, Reachable.of(graph), identityHashed);
  }
}
