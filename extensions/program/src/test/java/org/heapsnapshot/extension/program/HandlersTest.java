package org.heapsnapshot.extension.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import it.unimi.dsi.fastutil.Hash;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenCustomHashMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.heapsnapshot.runtime.extension.HashedHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes collections apart with some hash codes of their keys, makes them again with others. */
class HandlersTest {
  private final List<Object> keys = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  @BeforeEach
  void makeKeys() {
    Moody.process = 1;
    for (int i = 0; i < 200; i++) {
      keys.add(new Moody(i));
      values.add("v".repeat(i));
    }
  }

  static Stream<Arguments> hashed() {
    Map<String, Maker> all = new LinkedHashMap<>(GuavaKinds.all());
    all.keySet().retainAll(Set.of("ImmutableMap", "ImmutableSet", "ImmutableBiMap", "HashBiMap"));
    FastutilKinds.all().forEach((name, maker) -> all.put("fastutil " + name, maker));
    all.keySet().removeIf(name -> name.startsWith("fastutil Reference"));
    EclipseKinds.all().forEach((name, maker) -> all.put("Eclipse " + name, maker));
    all.keySet().removeAll(List.of("Eclipse HashBag", "Eclipse HashBiMap", "Eclipse ImmutableMap"));
    all.keySet().removeAll(List.of("Eclipse ImmutableSet", "Eclipse IntObjectHashMap"));
    all.putAll(ScalaKinds.all());
    return all.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("hashed")
  void shouldFindEveryKeyInAnotherProcess(String name, Maker maker) throws Exception {
    Object collection = maker.of(keys, values);
    HashedHandler handler = Handlers.of(collection.getClass());
    assertNotNull(handler, collection.getClass().getName());
    Object[] parts = handler.parts(collection);
    List<Object> order = Access.of(collection).keys();
    int[] hashes = keys.stream().mapToInt(handler::hash).toArray();

    Moody.process = 2;
    assertFalse(findsAll(Access.of(collection)), "the test changes nothing");
    assertFalse(java.util.Arrays.equals(hashes, keys.stream().mapToInt(handler::hash).toArray()));
    Handlers.remake(handler, collection, parts);

    Access access = Access.of(collection);
    assertTrue(findsAll(access));
    assertEquals(keys.size(), access.size());
    assertEquals(Set.copyOf(keys), Set.copyOf(access.keys()));
    if (name.contains("Linked") || name.contains("Immutable")) {
      assertEquals(order, access.keys());
    }
    int step = handler.isMap() ? 2 : 1;
    for (int i = 0; i < parts.length; i += step) {
      assertTrue(handler.finds(collection, parts[i], step == 2 ? parts[i + 1] : null));
    }
    assertFalse(handler.finds(collection, new Moody(7), step == 2 ? "v" : null));
    change(access);
  }

  private boolean findsAll(Access access) {
    for (int i = 0; i < keys.size(); i++) {
      if (!access.finds(keys.get(i), values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void change(Access access) {
    int size = access.size();
    List<Object> more = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Object key = new Moody(1000 + i);
      more.add(key);
      if (!access.put(key, "w" + i)) {
        return;
      }
    }
    assertEquals(size + 500, access.size());
    more.forEach(access::remove);
    keys.forEach(access::remove);
    assertEquals(0, access.size());
    assertEquals(List.of(), access.keys());
  }

  @ParameterizedTest
  @MethodSource("hashed")
  void shouldMakeEmptyAndSmallOnes(String name, Maker maker) throws Exception {
    for (int n = 0; n < 6; n++) {
      Object collection = maker.of(keys.subList(0, n), values);
      HashedHandler handler = Handlers.of(collection.getClass());
      Object[] parts = handler == null ? null : handler.parts(collection);
      if (parts != null) {
        Handlers.remake(handler, collection, parts);
      }
      assertEquals(Set.copyOf(keys.subList(0, n)), Set.copyOf(Access.of(collection).keys()));
    }
  }

  @Test
  void shouldHashReferencesByIdentity() throws Exception {
    for (String kind : List.of("Reference2ObjectOpenHashMap", "ReferenceOpenHashSet")) {
      Object collection = FastutilKinds.all().get(kind).of(keys, values);
      HashedHandler handler = Handlers.of(collection.getClass());
      Object[] parts = handler.parts(collection);
      assertEquals(System.identityHashCode(keys.get(3)), handler.hash(keys.get(3)));
      Moody.process = 2;
      Handlers.remake(handler, collection, parts);
      assertTrue(findsAll(Access.of(collection)));
    }
  }

  @Test
  void shouldMakeTheEntriesThatAMapKeeps() throws Exception {
    Object map = GuavaKinds.all().get("EntrySet").of(keys, values);
    Set<?> entries = ((Map<?, ?>) map).entrySet();
    HashedHandler handler = Handlers.of(entries.getClass());
    List<?> before = List.copyOf(entries);

    Handlers.remake(handler, entries, handler.parts(entries));

    List<?> after = List.copyOf(entries);
    assertEquals(before, after);
    assertEquals("ImmutableMapEntry", after.get(0).getClass().getSimpleName());
  }

  @Test
  void shouldHandleCopiesOfGuavaInOtherPackages() throws Exception {
    Class<?> type = new RelocatedGuava().loadClass("shaded.guava.collect.ImmutableMap");
    Object map = type.getMethod("copyOf", Map.class).invoke(null, Map.of(keys.get(0), 0, 1, 2));
    HashedHandler handler = Handlers.of(map.getClass());
    assertNotNull(handler, map.getClass().getName());

    Object[] parts = handler.parts(map);
    Moody.process = 2;
    Handlers.remake(handler, map, parts);

    assertEquals(0, ((Map<?, ?>) map).get(keys.get(0)));
    assertEquals(2, ((Map<?, ?>) map).get(1));
  }

  @Test
  void shouldLeaveOtherClassesAlone() {
    Hash.Strategy<Object> strategy =
        new Hash.Strategy<>() {
          @Override
          public int hashCode(Object o) {
            return System.identityHashCode(o);
          }

          @Override
          public boolean equals(Object a, Object b) {
            return a == b;
          }
        };
    assertNull(Handlers.of(new Object2ObjectOpenCustomHashMap<>(strategy).getClass()));
    assertNull(Handlers.of(ImmutableMap.of(1, 2).getClass()));
    assertNull(Handlers.of(ImmutableSet.of(1).getClass()));
    assertNull(Handlers.of(OwnTable.class));
    assertNull(Handlers.of(RegularImmutableMap.class));
  }

  /** The name alone is not enough. */
  static final class RegularImmutableMap {}
}
