package org.heapsnapshot.testkit.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heapsnapshot.testkit.graph.GraphTypes.Couple;
import org.heapsnapshot.testkit.graph.GraphTypes.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {
  private static final int SIZE = 150;

  private static void assertSame(Object expected, Object actual) {
    assertEquals(List.of(), GraphComparison.differences(expected, actual));
  }

  private static void assertDifferent(String where, Object expected, Object actual) {
    List<String> differences = GraphComparison.differences(expected, actual);
    assertFalse(differences.isEmpty());
    assertTrue(differences.toString().contains(where), differences.toString());
  }

  @Test
  void shouldMakeTheSameGraphFromTheSameSeed() {
    for (int i = 0; i < 60; i++) {
      GraphGenerator generator = GraphGenerator.ofClock();
      Object[] graph = generator.generate(SIZE);
      Object[] same = new GraphGenerator(generator.seed()).generate(SIZE);
      String seed = "seed " + generator.seed();
      assertEquals(List.of(), GraphComparison.differences(graph, same), seed);
      TableExercise.Result result = TableExercise.of(graph);
      assertEquals(List.of(), result.failures(), seed);
      assertTrue(result.tables() > 50, seed);
    }
  }

  @Test
  void shouldMakeOtherGraphsFromOtherSeeds() {
    Object[] graph = new GraphGenerator(1).generate(SIZE);
    assertFalse(GraphComparison.differences(graph, new GraphGenerator(2).generate(SIZE)).isEmpty());
  }

  @Test
  void shouldMakeEveryKindOfCollection() {
    Set<String> classes = new TreeSet<>();
    for (Object object : (Object[]) new GraphGenerator(5).generate(1000)[0]) {
      classes.add(object.getClass().getSimpleName());
    }
    List<String> wanted =
        List.of(
            "HashMap",
            "LinkedHashMap",
            "IdentityHashMap",
            "WeakHashMap",
            "ConcurrentHashMap",
            "Hashtable",
            "Properties",
            "HashSet",
            "LinkedHashSet",
            "KeySetView",
            "EnumMap",
            "RegularEnumSet",
            "SetN",
            "MapN",
            "NamedMap",
            "SubNode",
            "TreeMap");
    assertTrue(classes.containsAll(wanted), classes.toString());
  }

  @Test
  void shouldNoticeASharedObjectThatWasCopied() {
    Object shared = new Object();
    assertSame(new Object[] {shared, shared}, new Object[] {shared, shared});
    assertDifferent("root[1]", new Object[] {shared, shared}, new Object[] {shared, new Object()});
    assertDifferent("root[1]", new Object[] {shared, new Object()}, new Object[] {shared, shared});
  }

  @ParameterizedTest
  @ValueSource(strings = {"flag", "tiny", "small", "letter", "number", "wide", "real", "precise"})
  void shouldNoticeAPrimitiveField(String field) throws ReflectiveOperationException {
    Node expected = new Node();
    Node actual = new Node();
    assertSame(expected, actual);
    java.lang.reflect.Field found = Node.class.getDeclaredField(field);
    found.setAccessible(true);
    if (field.equals("flag")) {
      found.setBoolean(actual, true);
    } else if (field.equals("letter")) {
      found.setChar(actual, 'x');
    } else {
      found.setByte(expected, (byte) 0);
      found.set(actual, box(found.getType()));
    }
    assertDifferent("root." + field, expected, actual);
  }

  private static Object box(Class<?> type) {
    Map<Class<?>, Object> ones =
        Map.of(
            byte.class,
            (byte) 1,
            short.class,
            (short) 1,
            int.class,
            1,
            long.class,
            1L,
            float.class,
            1f,
            double.class,
            1d);
    return ones.get(type);
  }

  @Test
  void shouldNoticeInternedStrings() {
    Object[] literal = {"a literal"};
    Object[] copy = {new String("a literal")};
    assertSame(literal, new Object[] {"a literal"});
    assertSame(copy, new Object[] {new String("a literal")});
    assertDifferent("root[0]", literal, copy);
    assertDifferent("root[0]", copy, literal);
  }

  @Test
  void shouldNoticeArrays() {
    assertSame(new int[][] {{1}, null}, new int[][] {{1}, null});
    assertDifferent("root[0]", new int[][] {{1}, null}, new int[][] {{2}, null});
    assertDifferent("length", new Object[2], new Object[3]);
    assertDifferent("root", new Object[0], new String[0]);
    assertDifferent("root", new double[] {0.0}, new double[] {-0.0});
  }

  @Test
  void shouldNoticeTheOrderOfLinkedMaps() {
    Map<String, Integer> expected = new LinkedHashMap<>();
    Map<String, Integer> actual = new LinkedHashMap<>();
    expected.put("a", 1);
    expected.put("b", 1);
    actual.put("b", 1);
    actual.put("a", 1);
    assertDifferent("key[0]", expected, actual);
    assertSame(new HashMap<>(expected), new HashMap<>(actual));
  }

  @Test
  void shouldMatchKeysWithoutAPathOfTheirOwn() {
    Map<Object, Object> expected = new IdentityHashMap<>();
    Map<Object, Object> actual = new IdentityHashMap<>();
    for (int i = 0; i < 10; i++) {
      expected.put(new Couple(i, "k"), i);
      actual.put(new Couple(9 - i, "k"), 9 - i);
    }
    assertSame(expected, actual);
    actual.put(actual.keySet().iterator().next(), "other");
    assertDifferent("get(Couple)", expected, actual);
  }

  @Test
  void shouldNoticeABrokenTable() {
    assertDifferent("is found", table(false), table(true));
    assertTrue(TableExercise.of(table(false)).failures().isEmpty());
    assertFalse(TableExercise.of(table(true)).failures().isEmpty());
  }

  /** A set with a list in it, which is filed under another hash when the set is broken. */
  private static Set<Object> table(boolean broken) {
    Set<Object> set = new HashSet<>();
    List<Object> key = new ArrayList<>();
    if (!broken) {
      key.add("grown");
    }
    set.add(key);
    if (broken) {
      key.add("grown");
    }
    return set;
  }

  @Test
  void shouldNoticeMissingAndNullKeys() {
    Map<Object, Object> withNull = new HashMap<>();
    withNull.put(null, "value");
    Map<Object, Object> otherKey = new HashMap<>();
    otherKey.put("key", "value");
    assertDifferent("key null", withNull, otherKey);
    assertSame(withNull, new HashMap<>(withNull));
    assertDifferent("entries", withNull, new HashMap<>());
  }

  @Test
  void shouldNoticeTheComparatorsOrder() {
    TreeMap<String, String> reversed = new TreeMap<>(java.util.Collections.reverseOrder());
    reversed.putAll(Map.of("a", "1", "b", "2"));
    assertDifferent("key[0]", new TreeMap<>(Map.of("a", "1", "b", "2")), reversed);
  }

  @Test
  void shouldCompareLongChainsAndCycles() {
    assertSame(chain(300_000, 0), chain(300_000, 0));
    assertDifferent(".number", chain(1000, 0), chain(1000, 1));
    List<Object> expected = new ArrayList<>();
    List<Object> actual = new ArrayList<>();
    expected.addAll(Arrays.asList(expected, null));
    actual.addAll(Arrays.asList(actual, "not null"));
    assertDifferent("root[1]", expected, actual);
  }

  private static Node chain(int length, int last) {
    Node node = new Node();
    node.number = last;
    for (int i = 0; i < length; i++) {
      Node before = new Node();
      before.node = node;
      node = before;
    }
    return node;
  }

  @Test
  void shouldLeaveTablesAsTheyWere() {
    Object[] graph = new GraphGenerator(77).generate(SIZE);
    TableExercise.of(graph[1]);
    Object[] same = new GraphGenerator(77).generate(SIZE);
    TableExercise.of(same[1]);
    assertSame(same, graph);
  }
}
