package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.heapsnapshot.core.fixture.Walked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** References and weak maps keep only what is otherwise in the image. */
class WeakReferencesTest {
  private static final class Holder {
    static Object root;
    static Object strong;
  }

  private static final class Key {
    Object more;
  }

  /** Keeps what is only weakly reachable alive while the heap is walked. */
  private Object[] alive;

  @AfterEach
  void forget() {
    Reference.reachabilityFence(alive);
    Holder.root = null;
    Holder.strong = null;
  }

  @Test
  void shouldDropReferentsThatNothingElseHolds() {
    Key key = new Key();
    alive = new Object[] {key};
    for (Reference<?> reference : new Reference<?>[] {weak(key), new SoftReference<>(key)}) {
      Holder.root = reference;
      Walked walked = Walked.of(Holder.class);
      assertEquals(0, walked.value(walked.root(Holder.class, "root"), "referent"));
      assertEquals(0, walked.idOf(key));
    }
  }

  private static WeakReference<Object> weak(Object referent) {
    return new WeakReference<>(referent);
  }

  @Test
  void shouldKeepReferentsThatAreInTheImageAnyway() {
    Key key = new Key();
    Holder.root = new Object[] {weak(key), new SoftReference<>(key)};
    Holder.strong = new Object[] {key};
    Walked walked = Walked.of(Holder.class);
    int[] references =
        ((CapturedObject.ReferenceArray) walked.root(Holder.class, "root")).elements();
    for (int reference : references) {
      assertEquals(walked.idOf(key), walked.value(walked.object(reference), "referent"));
    }
  }

  /** What the JVM keeps alive: such a reference is never cleared. */
  @Test
  void shouldKeepReferentsThatTheJvmHolds() {
    Object[] held = {
      Key.class,
      String[].class,
      int.class,
      Thread.State.NEW,
      Locale.FRANCE,
      7,
      true,
      WeakReferencesTest.class.getClassLoader(),
      Collections.EMPTY_LIST
    };
    for (Object each : held) {
      Map<Object, Object> map = new WeakHashMap<>();
      Object value = new Key();
      map.put(each, value);
      Holder.root = new Object[] {weak(each), map};
      Walked walked = Walked.of(Holder.class);
      int id = walked.idOf(each);
      assertNotEquals(0, id, each.toString());
      assertEquals(id, walked.value(walked.object(walked.idOf(first())), "referent"));
      assertEquals(1, walked.view(map).keys().length, each.toString());
      assertNotEquals(0, walked.idOf(value));
    }
  }

  private static Object first() {
    return ((Object[]) Holder.root)[0];
  }

  /** Who has a literal keeps it alive, and so does its class once the code has run. */
  @Test
  void shouldRefuseStringsThatOnlyTheirClassHolds() {
    Map<Object, Object> map = new WeakHashMap<>();
    map.put("literal of a test", 1);
    for (Object root : new Object[] {map, weak("literal of a test")}) {
      Holder.root = root;
      List<Rejection> rejections = Walked.rejections(Holder.class);
      assertTrue(rejections.get(0).reason().contains("an interned string"), root.toString());
      Holder.strong = "literal of a test";
      assertEquals(List.of(), Walked.rejections(Holder.class), root.toString());
      Holder.strong = null;
    }
  }

  @Test
  void shouldGiveAReferenceWithoutQueueTheSentinelOfTheJdk() {
    Holder.root = new Object[] {weak(1), new WeakReference<>(2, new ReferenceQueue<>())};
    Walked walked = Walked.of(Holder.class);
    int[] references =
        ((CapturedObject.ReferenceArray) walked.root(Holder.class, "root")).elements();
    assertInstanceOf(
        CapturedObject.StaticField.class,
        walked.follow(walked.object(references[0]), "queue"),
        "a null queue kills the reference handler");
    assertInstanceOf(
        CapturedObject.Instance.class, walked.follow(walked.object(references[1]), "queue"));
  }

  @Test
  void shouldKeepEntriesOfWeakMapsWhoseKeysAreInTheImage() {
    Key kept = new Key();
    Key dropped = new Key();
    Object keptValue = new Key();
    Object droppedValue = new Key();
    alive = new Object[] {dropped};
    Map<Object, Object> map = new WeakHashMap<>(Map.of(kept, keptValue, dropped, droppedValue));
    map.put(null, "for null");
    Holder.root = map;
    Holder.strong = kept;
    Walked walked = Walked.of(Holder.class);
    HashedCollection view = walked.view(map);
    assertEquals(Map.of(kept, keptValue), without(null, walked, view));
    assertEquals(2, view.keys().length, "the null key is always there");
    assertEquals(0, walked.idOf(dropped));
    assertEquals(0, walked.idOf(droppedValue));
  }

  private static Map<Object, Object> without(Object key, Walked walked, HashedCollection view) {
    Map<Object, Object> entries = new java.util.IdentityHashMap<>();
    for (int i = 0; i < view.keys().length; i++) {
      entries.put(walked.live(view.keys()).get(i), walked.live(view.values()).get(i));
    }
    assertTrue(entries.containsKey(key));
    entries.remove(key);
    return Map.copyOf(entries);
  }

  @Test
  void shouldFollowEphemeronsUntilNothingNewIsReached() {
    // Each value holds the key of the next entry, in two maps by turns.
    Map<Object, Object> even = new WeakHashMap<>();
    Map<Object, Object> odd = new WeakHashMap<>();
    Key first = new Key();
    Key key = first;
    for (int i = 0; i < 10; i++) {
      Key next = new Key();
      (i % 2 == 0 ? even : odd).put(key, new Object[] {next});
      key = next;
    }
    Key last = key;
    WeakReference<Object> reference = weak(last);
    Holder.root = new Object[] {odd, even, reference};
    Holder.strong = first;
    Walked walked = Walked.of(Holder.class);
    assertEquals(5, walked.view(even).keys().length);
    assertEquals(5, walked.view(odd).keys().length);
    assertNotEquals(0, walked.idOf(last));
    assertEquals(
        walked.idOf(last),
        walked.value(walked.object(walked.idOf(reference)), "referent"),
        "referents are resolved last");
  }

  @Test
  void shouldDropAnEntryWhoseKeyOnlyItsOwnValueHolds() {
    Map<Object, Object> map = new WeakHashMap<>();
    Key key = new Key();
    key.more = key;
    map.put(key, key);
    alive = new Object[] {key};
    Holder.root = map;
    Walked walked = Walked.of(Holder.class);
    assertEquals(0, walked.view(map).keys().length);
    assertEquals(0, walked.idOf(key));
  }
}
