package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.Thread.State;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.junit.jupiter.api.Test;

/** Which hashed collections are found unstable, and how their entries are paired. */
class UnstableTablesTest {
  private static final int HASH_MAP = 1;
  private static final int LINKED_HASH_MAP = 2;
  private static final int IDENTITY_HASH_MAP = 3;
  private static final int WEAK_HASH_MAP = 4;
  private static final int CONCURRENT_HASH_MAP = 5;
  private static final int HASHTABLE = 6;
  private static final int SET_N = 7;
  private static final int MAP_N = 8;

  private record Couple(Object left, Object right) {}

  /** Hashed by identity, told apart by a number. */
  private static final class Numbered {
    final int number;

    Numbered(int number) {
      this.number = number;
    }
  }

  private static List<Integer> unstable(Supplier<?> root) {
    return Heaps.unstable(Heaps.marked(Heaps.of(root), Heaps.of(root)));
  }

  private static String difference(Supplier<?> first, Supplier<?> second) {
    List<Conviction> convictions = new Lockstep(Heaps.of(first), Heaps.of(second)).compare();
    assertEquals(1, convictions.size());
    return convictions.get(0).reason();
  }

  @Test
  void shouldFindCollectionsOfStringsAndNumbersStable() {
    Map<Object, Object> map = new HashMap<>(Map.of("a", 1, 100_000, 2, 'c', 3, 2.5, 4));
    map.put(null, "null key");
    assertEquals(
        List.of(),
        unstable(
            () ->
                List.of(
                    new HashMap<>(map),
                    new LinkedHashMap<>(map),
                    new Hashtable<>(Map.of("x", "y")),
                    new ConcurrentHashMap<>(Map.of(List.of("a", 1), Set.of("b", "c", "d"))),
                    Map.of("a", 1, "b", 2),
                    new HashSet<>(List.of(new Couple("a", 1), new Couple("b", 2))),
                    new HashMap<>())));
  }

  @Test
  void shouldFindCollectionsHashedByIdentityUnstable() {
    assertEquals(List.of(HASH_MAP), unstable(() -> new HashMap<>(numbered())));
    assertEquals(List.of(HASH_MAP), unstable(() -> new HashSet<>(numbered().keySet())));
    assertEquals(List.of(HASHTABLE), unstable(() -> new Hashtable<>(numbered())));
    assertEquals(List.of(CONCURRENT_HASH_MAP), unstable(() -> new ConcurrentHashMap<>(numbered())));
    assertEquals(List.of(MAP_N), unstable(() -> Map.copyOf(numbered())));
    assertEquals(List.of(SET_N), unstable(() -> Set.copyOf(numbered().keySet())));
    assertEquals(
        List.of(LINKED_HASH_MAP),
        unstable(
            () -> {
              Map<Object, Object> map = new LinkedHashMap<>();
              map.put(new Numbered(1), "a");
              map.put(new Numbered(2), "b");
              return map;
            }));
  }

  private static Map<Object, Object> numbered() {
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      map.put(new Numbered(i), "value " + i);
    }
    return map;
  }

  @Test
  void shouldFindIdentityMapsUnstableEvenWhenArrangedTheSame() {
    assertEquals(
        List.of(IDENTITY_HASH_MAP),
        unstable(() -> new IdentityHashMap<>(Map.of("the same literal", 1))));
    assertEquals(List.of(), unstable(IdentityHashMap::new), "nothing to be misplaced");
  }

  @Test
  void shouldRebuildEveryWeakMap() {
    assertEquals(List.of(WEAK_HASH_MAP), unstable(WeakHashMap::new));
    assertEquals(
        List.of(WEAK_HASH_MAP), unstable(() -> new WeakHashMap<>(Map.of("literal", "v", 7, "w"))));
  }

  @Test
  void shouldCompareHashValuesNotArrangements() {
    // All keys in one bucket of a table with one: the arrangement never differs.
    Supplier<Object> root = () -> new HashMap<>(Map.of(String.class, 1));
    CapturedHeap first = Heaps.of(root);
    assertEquals(List.of(), Heaps.unstable(Heaps.marked(first, Heaps.of(root))));
    CapturedHeap second = Heaps.rehashed(Heaps.of(root), HASH_MAP, hash -> hash + 16);
    assertEquals(List.of(HASH_MAP), Heaps.unstable(Heaps.marked(first, second)));
  }

  @Test
  void shouldFindCollectionsOfClassesAndEnumsUnstable() {
    Supplier<Object> root =
        () ->
            List.of(
                new HashMap<>(Map.of(String.class, 1, int.class, 2, State.NEW, 3)),
                new Hashtable<>(Map.of(List.of(String.class), "in a list")),
                Set.of(new Couple(State.NEW, 1), new Couple(State.BLOCKED, 2), "x"),
                new LinkedHashMap<>(Map.of("stable", 1)));
    CapturedHeap second = Heaps.of(root);
    for (int kind : new int[] {HASH_MAP, HASHTABLE, SET_N}) {
      second = Heaps.rehashed(second, kind, hash -> hash * 31 + 1);
    }
    assertEquals(
        List.of(HASH_MAP, HASHTABLE, SET_N), Heaps.unstable(Heaps.marked(Heaps.of(root), second)));
  }

  @Test
  void shouldPairEntriesOfUnstableCollectionsByTheirKeys() {
    String reason = difference(UnstableTablesTest::numbered, () -> changed(11, "changed"));
    assertTrue(
        reason.contains("\"value 11\" in one, the literal \"changed\" in the other"), reason);
    reason = difference(UnstableTablesTest::numbered, () -> changed(99, "value 99"));
    assertTrue(reason.contains("hashed collection"), reason);
  }

  /** As {@link #numbered}, one value or key changed. */
  private static Map<Object, Object> changed(int number, String value) {
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < 19 + (number < 20 ? 1 : 0); i++) {
      map.put(new Numbered(i), i == number ? value : "value " + i);
    }
    if (number >= 20) {
      map.put(new Numbered(number), value);
    }
    return map;
  }

  @Test
  void shouldTellSizesApart() {
    String reason = difference(() -> new HashMap<>(Map.of("a", 1)), HashMap::new);
    assertTrue(reason.contains("different size or kind"), reason);
  }

  @Test
  void shouldPairUnstableCollectionsInsideUnstableOnes() {
    Supplier<Object> root =
        () -> {
          Map<Object, Object> outer = new HashMap<>();
          for (int i = 0; i < 6; i++) {
            Map<Object, Object> inner = new HashMap<>();
            inner.put(new Numbered(i), new HashSet<>(List.of(new Numbered(10 + i))));
            inner.put(new Numbered(100 + i), outer);
            outer.put(new Couple(new Numbered(i), "x"), inner);
          }
          return outer;
        };
    CapturedHeap marked = Heaps.marked(Heaps.of(root), Heaps.of(root));
    assertEquals(Collections.nCopies(13, HASH_MAP), Heaps.unstable(marked));
    assertEquals(13, marked.hashed().size());
  }

  @Test
  void shouldPairUnstableCollectionsThatAreKeys() {
    Supplier<Object> root =
        () -> {
          Map<Object, Object> outer = new HashMap<>();
          for (int i = 0; i < 6; i++) {
            outer.put(new HashSet<>(Arrays.asList(new Numbered(i), "x" + i, null)), "value " + i);
          }
          return outer;
        };
    assertEquals(Collections.nCopies(7, HASH_MAP), unstable(root));
  }

  @Test
  void shouldNotMindTheOrderOfTwoElementsOfAnImmutableSet() {
    Numbered[] one = {new Numbered(1), new Numbered(2)};
    Numbered[] two = {new Numbered(1), new Numbered(2)};
    assertEquals(
        List.of(),
        Heaps.unstable(
            Heaps.marked(
                Heaps.of(() -> Set.of(one[0], one[1])), Heaps.of(() -> Set.of(two[1], two[0])))));
    String reason = difference(() -> Set.of("a", "b"), () -> Set.of("b", "c"));
    assertTrue(reason.contains("the keys of a hashed collection differ"), reason);
  }

  @Test
  void shouldPairKeysThatAreReachedElsewhereByWhatTheyAre() {
    // Nothing in the keys tells them apart; the array does.
    Supplier<Object> root =
        () -> {
          Object[] keys = new Object[30];
          Map<Object, Object> map = new HashMap<>();
          for (int i = 0; i < keys.length; i++) {
            keys[i] = new Object();
            map.put(keys[i], i);
          }
          return new Object[] {map, keys};
        };
    assertEquals(List.of(HASH_MAP), unstable(root));
  }

  /** What calls answer again is told by the calls: here all are elements of arrays. */
  @Test
  void shouldPairKeysThatCallsAnswerByTheCalls() {
    Supplier<Map<Object, Object>> small = () -> ofVariables(new IdentityHashMap<>(1));
    Supplier<Map<Object, Object>> large = () -> ofVariables(new IdentityHashMap<>(1000));
    List<Object> order = List.copyOf(small.get().values());
    assertNotEquals(order, List.copyOf(large.get().values()));

    CapturedHeap marked = Heaps.marked(Heaps.of(small), Heaps.of(large));

    assertEquals(List.of(IDENTITY_HASH_MAP), Heaps.unstable(marked));
  }

  /** Type variables of the JDK, each with its name and that of its class. */
  private static Map<Object, Object> ofVariables(Map<Object, Object> map) {
    for (Class<?> c : List.of(Map.class, Map.Entry.class, HashMap.class, Hashtable.class)) {
      for (TypeVariable<?> variable : c.getTypeParameters()) {
        map.put(variable, c.getName() + variable);
      }
    }
    return map;
  }
}
