package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.core.fixture.Walked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The logical view of every kind of hashed collection. */
class HashedViewsTest {
  private static final class Holder {
    static Object root;
    static Object keys;
  }

  /** All keys of this class share a bucket, which becomes a tree. */
  private record Colliding(int number) implements Comparable<Colliding> {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Colliding other) {
      return Integer.compare(number, other.number);
    }
  }

  /** A program's own map, whose methods lie and whose fields are named as those of the JDK. */
  private static final class Lying extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1L;
    transient Object table = "not the table";

    @Override
    public int size() {
      return 99;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
      return Set.of();
    }
  }

  private Walked walked;

  @AfterEach
  void forget() {
    Holder.root = null;
    Holder.keys = null;
  }

  private HashedCollection view(Object collection) {
    Holder.root = collection;
    walked = Walked.of(Holder.class);
    assertEquals(List.of(), walked.rejections());
    assertFalse(walked.heap().hashed().stream().anyMatch(HashedCollection::unstable));
    return walked.view(collection);
  }

  /** Checks keys and values against a map, in its order. */
  private HashedCollection check(int kind, Map<?, ?> map) {
    HashedCollection view = view(map);
    assertEquals(kind, view.kind());
    assertSameElements(new ArrayList<>(map.keySet()), walked.live(view.keys()));
    assertSameElements(new ArrayList<>(map.values()), walked.live(view.values()));
    checkTableFields(view);
    return view;
  }

  private static void assertSameElements(List<?> expected, List<?> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertSame(expected.get(i), actual.get(i), "element " + i);
    }
  }

  /** Without the table fields nothing of the arrangement is left, and nothing else is missing. */
  private void checkTableFields(HashedCollection view) {
    CapturedObject.Instance object = (CapturedObject.Instance) walked.object(view.object());
    CapturedClass c = walked.heap().classes().get(object.classIndex());
    List<String> left = new ArrayList<>();
    for (int f = 0; f < c.instanceFieldCount(); f++) {
      int index = f;
      if (Arrays.stream(view.tableFields()).noneMatch(t -> t == index)) {
        left.add(c.fields().get(f).name());
      }
    }
    assertTrue(
        Set.of("keySet", "values", "entrySet", "loadFactor", "accessOrder", "putMode")
            .containsAll(left),
        () -> c.name() + " keeps " + left);
  }

  @Test
  void shouldViewHashMaps() {
    Map<Object, Object> map = new HashMap<>();
    map.put(null, "null key");
    map.put("null value", null);
    for (int i = 0; i < 100; i++) {
      map.put("key " + i, i);
    }
    HashedCollection view = check(1, map);
    for (int i = 0; i < view.keys().length; i++) {
      Object key = walked.live(view.keys()).get(i);
      int hash = key == null ? 0 : key.hashCode();
      assertEquals(hash ^ hash >>> 16, view.hashes()[i]);
    }
    assertEquals(0, check(1, new HashMap<>()).keys().length);
    assertEquals(0, check(1, new HashMap<>(1000)).keys().length);
  }

  @Test
  void shouldViewBucketsThatBecameTrees() {
    Map<Object, Object> map = new HashMap<>(256);
    Map<Object, Object> concurrent = new ConcurrentHashMap<>(256);
    for (int i = 0; i < 50; i++) {
      map.put(new Colliding(i), "value " + i);
      concurrent.put(new Colliding(i), "value " + i);
    }
    check(1, map);
    assertTrue(holds("java.util.HashMap$TreeNode"));
    check(5, concurrent);
    assertTrue(holds("java.util.concurrent.ConcurrentHashMap$TreeBin"));
  }

  private boolean holds(String className) {
    return walked.heap().classes().stream().anyMatch(c -> c.name().equals(className));
  }

  @Test
  void shouldViewLinkedMapsInTheirOwnOrder() {
    Map<Object, Object> inserted = new LinkedHashMap<>();
    Map<Object, Object> accessed = new LinkedHashMap<>(16, 0.75f, true);
    for (String key : List.of("z", "y", "x", "w")) {
      inserted.put(key, key + key);
      accessed.put(key, key + key);
    }
    inserted.remove("y");
    inserted.put("y", null);
    inserted.put(null, 1);
    accessed.get("z");
    assertEquals(Arrays.asList("z", "x", "w", "y", null), keys(check(2, inserted)));
    // keySet() of a map in access order is not an access.
    assertEquals(List.of("y", "x", "w", "z"), keys(check(2, accessed)));
  }

  private List<Object> keys(HashedCollection view) {
    return walked.live(view.keys());
  }

  @Test
  void shouldViewIdentityMaps() {
    Map<Object, Object> map = new IdentityHashMap<>();
    map.put(null, "null key");
    map.put("text", null);
    map.put(new String("text"), 2);
    HashedCollection view = check(3, map);
    assertTrue(keys(view).contains(null), "not the sentinel");
    assertEquals(3, view.keys().length);
  }

  @Test
  void shouldViewWeakMaps() {
    Object[] keys = {new Object(), "literal", null};
    Map<Object, Object> map = new WeakHashMap<>();
    for (Object key : keys) {
      map.put(key, "for " + (key == null ? "null" : "some"));
    }
    Holder.keys = keys;
    HashedCollection view = view(map);
    assertEquals(4, view.kind());
    assertEquals(3, view.keys().length);
    assertTrue(keys(view).containsAll(Arrays.asList(keys)));
    for (String field : List.of("table", "size", "threshold", "queue")) {
      assertEquals(0, walked.value(walked.root(Holder.class, "root"), field), field);
    }
  }

  @Test
  void shouldViewConcurrentMaps() {
    ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>();
    for (int i = 0; i < 500; i++) {
      map.put(i * 7919, "value " + i);
    }
    check(5, map);
    assertEquals(0, check(5, new ConcurrentHashMap<>()).keys().length);
  }

  @Test
  void shouldViewHashtables() {
    Map<Object, Object> map = new Hashtable<>();
    for (int i = 0; i < 100; i++) {
      map.put("key " + i, i);
    }
    check(6, map);
  }

  @Test
  void shouldViewPropertiesAsTheMapInside() {
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    Holder.root = properties;
    walked = Walked.of(Holder.class);
    assertEquals(1, walked.heap().hashed().size());
    HashedCollection view = walked.heap().hashed().get(0);
    assertEquals(5, view.kind());
    assertEquals(List.of("a"), keys(view));
  }

  @Test
  void shouldViewSetsThroughTheMapsInside() {
    List<Object> elements = new ArrayList<>(Arrays.asList("x", null, 1000, Object.class));
    assertEquals(1, inside(new HashSet<>(elements)).kind());
    assertEquals(elements, keys(inside(new LinkedHashSet<>(elements))));
    Set<Object> identity = Collections.newSetFromMap(new IdentityHashMap<>());
    identity.addAll(elements);
    assertEquals(3, inside(identity).kind());
    Set<Object> concurrent = ConcurrentHashMap.newKeySet();
    concurrent.addAll(List.of("x", 1000));
    HashedCollection view = inside(concurrent);
    assertEquals(5, view.kind());
    assertEquals(Set.of("x", 1000), Set.copyOf(keys(view)));
    assertEquals(Set.of(Boolean.TRUE), Set.copyOf(walked.live(view.values())));
  }

  private HashedCollection inside(Collection<?> set) {
    Holder.root = set;
    walked = Walked.of(Holder.class);
    assertEquals(1, walked.heap().hashed().size());
    return walked.heap().hashed().get(0);
  }

  @Test
  void shouldViewImmutableSetsAndMaps() {
    HashedCollection set = view(Set.of("a", "b", "c", "d"));
    assertEquals(7, set.kind());
    assertEquals(Set.of("a", "b", "c", "d"), Set.copyOf(keys(set)));
    assertTrue(Arrays.stream(set.values()).allMatch(v -> v == 0));
    for (int i = 0; i < 4; i++) {
      assertEquals(keys(set).get(i).hashCode(), set.hashes()[i]);
    }
    checkTableFields(set);
    HashedCollection map = view(Map.of("a", 1, "b", 2, "c", 3));
    assertEquals(8, map.kind());
    for (int i = 0; i < 3; i++) {
      String key = (String) keys(map).get(i);
      assertEquals(key.charAt(0) - 'a' + 1, walked.live(map.values()).get(i));
      assertEquals(key.hashCode(), map.hashes()[i]);
    }
    assertEquals(Set.of("a", "b", "c"), Set.copyOf(keys(map)));
    checkTableFields(map);
  }

  @Test
  void shouldNotViewCollectionsWithoutAHashedArrangement() {
    Holder.root =
        new Object[] {
          List.of("a"),
          Set.of("a"),
          Map.of("a", "b"),
          new java.util.TreeMap<>(Map.of("a", "b")),
          new java.util.EnumMap<>(Map.of(Thread.State.NEW, "b"))
        };
    walked = Walked.of(Holder.class);
    assertEquals(List.of(), walked.heap().hashed());
  }

  @Test
  void shouldReadFieldsWhereMethodsLie() {
    Lying lying = new Lying();
    lying.put("a", "b");
    HashedCollection view = view(lying);
    assertEquals(List.of("a"), keys(view));
    CapturedClass c =
        walked
            .heap()
            .classes()
            .get(((CapturedObject.Instance) walked.object(view.object())).classIndex());
    for (int f : view.tableFields()) {
      String owner = walked.className(c.fields().get(f).declaringClass());
      assertEquals("java.util.HashMap", owner);
    }
  }
}
