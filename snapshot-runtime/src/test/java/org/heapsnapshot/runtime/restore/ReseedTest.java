package org.heapsnapshot.runtime.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-ups, not contents: a table that was only copied would hold every entry and find none. */
class ReseedTest {
  private Restored restored;
  private List<Object> keys;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void restore() {
    FixtureLoader source = new FixtureLoader();
    Class<?> hashed = source.built("Hashed");
    HeapCapture capture =
        new HeapCapture(source).statics(hashed).statics(source.fixture("State$Color"));
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "hashMap"), 1);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "linkedHashMap"), 2);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "accessOrdered"), 2);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "identityHashMap"), 3);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "weakHashMap"), 4);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "concurrentHashMap"), 5);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "hashtable"), 6);
    capture.reseed((Set<?>) FixtureLoader.get(hashed, "set"), 7);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "map"), 8);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "counting"), 1);
    capture.reseed((Map<?, ?>) FixtureLoader.get(hashed, "sized"), 1);
    restored = new Restored(capture.bytes());
    keys = (List<Object>) restored.get("Hashed", "keys");
  }

  @SuppressWarnings("unchecked")
  private Map<Object, Object> map(String field) {
    return (Map<Object, Object>) restored.get("Hashed", field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hashMap",
        "linkedHashMap",
        "accessOrdered",
        "identityHashMap",
        "weakHashMap",
        "concurrentHashMap",
        "hashtable",
        "counting"
      })
  void shouldFindPutAndRemoveInARebuiltMap(String field) {
    Map<Object, Object> map = map(field);
    int nulls = map.size() - keys.size();
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(i, map.get(keys.get(i)), "key " + i);
      assertTrue(map.containsKey(keys.get(i)));
    }
    assertFalse(map.containsKey(new Object()));
    List<Object> added = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      added.add(new Object());
      assertNull(map.put(added.get(i), -i));
    }
    for (int i = 0; i < added.size(); i++) {
      assertEquals(-i, map.remove(added.get(i)));
    }
    assertEquals(keys.size() + nulls, map.size());
    assertEquals(keys.size() + nulls, map.keySet().size());
    for (int i = 0; i < keys.size(); i++) {
      assertEquals(i, map.remove(keys.get(i)));
    }
    assertEquals(nulls, map.size());
    assertEquals(nulls == 0, map.isEmpty());
  }

  @Test
  void shouldKeepTheNullKey() {
    assertEquals("null", map("hashMap").get(null));
    assertEquals("null", map("identityHashMap").get(null));
  }

  @Test
  void shouldKeepInsertionOrderAndAccessOrder() {
    assertEquals(keys, new ArrayList<>(map("linkedHashMap").keySet()));
    List<Object> expected = new ArrayList<>(keys);
    expected.add(expected.remove(0));
    assertEquals(expected, new ArrayList<>(map("accessOrdered").keySet()));
    map("accessOrdered").get(keys.get(1));
    expected.add(expected.remove(0));
    assertEquals(expected, new ArrayList<>(map("accessOrdered").keySet()));
  }

  @Test
  void shouldForgetWeakKeysThroughTheQueueOfTheRebuiltMap() throws InterruptedException {
    WeakHashMap<Object, Object> map = (WeakHashMap<Object, Object>) map("weakHashMap");
    assertEquals(keys.size(), map.size());
    Object key = new Object();
    WeakReference<Object> watch = new WeakReference<>(key);
    map.put(key, "weak");
    assertEquals(keys.size() + 1, map.size());
    key = null;
    for (int i = 0; i < 100 && (watch.get() != null || map.size() > keys.size()); i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertEquals(keys.size(), map.size());
  }

  @Test
  void shouldRebuildImmutableCollections() {
    Set<?> set = (Set<?>) restored.get("Hashed", "set");
    Map<Object, Object> map = map("map");
    assertEquals(keys.size(), set.size());
    assertEquals(keys.size(), map.size());
    for (int i = 0; i < keys.size(); i++) {
      assertTrue(set.contains(keys.get(i)));
      assertEquals(i, map.get(keys.get(i)));
    }
    assertFalse(set.contains(new Object()));
    assertNull(map.get(new Object()));
    assertEquals(Set.copyOf(keys), set);
    assertEquals(keys.size(), new ArrayList<>(map.entrySet()).size());
    assertThrows(UnsupportedOperationException.class, () -> map.put("a", "b"));
  }

  @Test
  void shouldNotRunAPutThatTheProgramOverrides() {
    assertEquals(keys.size(), FixtureLoader.get(map("counting"), "puts"));
    map("counting").put("one more", 1);
    assertEquals(keys.size() + 1, FixtureLoader.get(map("counting"), "puts"));
  }

  @Test
  void shouldCopyStableMapsWithoutRehashingThem() {
    assertEquals(Map.of("one", 1, "two", 2, "three", 3), map("stable"));
    assertEquals(2, map("stable").get("two"));
    assertEquals(11, restored.restoration.reseeded());
    assertEquals(1, restored.restoration.copiedHashed());
  }

  @Test
  void shouldKeepTheCapacity() throws NoSuchFieldException {
    long table = RawMemory.offset(HashMap.class.getDeclaredField("table"));
    assertEquals(512, ((Object[]) RawMemory.reference(map("sized"), table)).length);
  }

  @Test
  void shouldKeepIdentityOfTheCollection() {
    assertSame(map("hashMap"), map("hashMap"));
    assertNotSame(map("hashMap"), map("linkedHashMap"));
    assertEquals(HashMap.class, map("hashMap").getClass());
  }
}
