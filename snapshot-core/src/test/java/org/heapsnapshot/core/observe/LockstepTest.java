package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.fixture.Walked;
import org.heapsnapshot.core.observe.Heaps.Holder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which heaps count as equal, and whose difference it is when they are not. */
class LockstepTest {
  private static final class Node {
    int number;
    double real;
    Object next;

    Node(int number, Object next) {
      this.number = number;
      this.real = number;
      this.next = next;
    }
  }

  private static final class OtherHolder {
    static Object root;
  }

  @AfterEach
  void forget() {
    Holder.root = null;
    Holder.other = null;
    Holder.reference = null;
    Holder.number = 0;
    OtherHolder.root = null;
  }

  private static List<Conviction> compare(Supplier<?> first, Supplier<?> second) {
    return new Lockstep(Heaps.of(first), Heaps.of(second)).compare();
  }

  /** The only conviction, which must be the holder's. */
  private static Conviction difference(Supplier<?> first, Supplier<?> second) {
    List<Conviction> convictions = compare(first, second);
    assertEquals(1, convictions.size(), convictions::toString);
    assertEquals(Holder.class.getName(), convictions.get(0).className());
    assertEquals("DIFFERENCE", convictions.get(0).cause());
    return convictions.get(0);
  }

  private static void differs(Supplier<?> first, Supplier<?> second, String what) {
    String reason = difference(first, second).reason();
    assertTrue(reason.contains(what), reason);
  }

  /** Answers the arguments one after the other, then from the beginning. */
  private static Supplier<Object> each(Object... values) {
    Iterator<Object> iterator = List.of(values).iterator();
    return iterator::next;
  }

  private static Object sample() {
    Node shared = new Node(1, "literal");
    Node cycle = new Node(2, null);
    cycle.next = new Object[] {cycle, shared, new String("not interned"), int[].class};
    return List.of(
        shared,
        cycle,
        new int[] {1, 2},
        new LinkedHashMap<>(Map.of("k", shared)),
        Thread.State.NEW,
        5,
        100_000,
        Pattern.compile("a"),
        new ThreadLocal<>(),
        new WeakReference<>(shared));
  }

  @Test
  void shouldFindNothingInEqualHeaps() {
    assertEquals(List.of(), compare(LockstepTest::sample, LockstepTest::sample));
  }

  @Test
  void shouldNameTheOwnerAndThePathOfAChangedPrimitive() {
    Conviction conviction =
        difference(
            () -> List.of("x", new Node(3, new Node(4, null))),
            () -> List.of("x", new Node(3, new Node(5, null))));
    assertTrue(
        conviction.reason().endsWith(": field number: 4 in one, 5 in the other"),
        conviction.reason());
    assertEquals(
        List.of(
            "static " + Holder.class.getName() + ".root = java.util.ImmutableCollections$List12",
            ".e1 = " + Node.class.getName(),
            ".next = " + Node.class.getName()),
        conviction.evidence());
  }

  @Test
  void shouldNameAStaticThatDiffersItself() {
    Holder.number = 1;
    CapturedHeap first = Walked.of(Holder.class).heap();
    Holder.number = 2;
    CapturedHeap second = Walked.of(Holder.class).heap();
    Conviction conviction = new Lockstep(first, second).compare().get(0);
    assertEquals(List.of("static " + Holder.class.getName() + ".number"), conviction.evidence());
    assertTrue(conviction.reason().contains("1 in one, 2 in the other"), conviction.reason());
  }

  @Test
  void shouldCompareBitsOfFloatingPointNumbers() {
    assertEquals(
        List.of(), compare(() -> new double[] {Double.NaN}, () -> new double[] {Double.NaN}));
    differs(() -> new double[] {0.0}, () -> new double[] {-0.0}, "the elements of an array differ");
  }

  @Test
  void shouldTellSharedObjectsFromEqualOnes() {
    Supplier<Object> shared =
        () -> {
          Node node = new Node(1, null);
          return new Object[] {node, node};
        };
    Supplier<Object> apart = () -> new Object[] {new Node(1, null), new Node(1, null)};
    differs(shared, apart, "the same object in one of them only");
    differs(apart, shared, "the same object in one of them only");
    Supplier<Object> strings = () -> new Object[] {new String("x"), new String("x")};
    differs(strings, () -> new Object[] {"x", "x"}, "");
  }

  @Test
  void shouldTellKindsOfObjectsApart() {
    differs(() -> "literal", () -> new String("literal"), "the literal \"literal\" in one");
    differs(() -> "a", () -> "b", "the literal \"a\" in one, the literal \"b\" in the other");
    differs(() -> int.class, () -> long.class, "class int in one, class long in the other");
    differs(() -> 1, () -> 2, "java.lang.Integer 1 in one");
    differs(() -> 1, () -> 1L, "java.lang.Long 1 in the other");
    differs(() -> 1, () -> "one", "the literal \"one\" in the other");
    differs(() -> Thread.State.NEW, () -> Thread.State.BLOCKED, "NEW in one");
    differs(() -> new Node(1, null), Object::new, "an object of java.lang.Object in the other");
    differs(() -> new int[2], () -> new int[3], "the elements of an array differ");
    differs(() -> new Object[2], () -> new Object[3], "arrays of different class or length");
    differs(() -> new Object[1], () -> new String[1], "arrays of different class or length");
    differs(() -> new byte[4], () -> new int[1], "the elements of an array differ");
    differs(() -> System.out, () -> System.err, "static java.lang.System.out in one");
    differs(() -> null, Object::new, "null in one, an object in the other");
    differs(
        () -> ClassLoader.getPlatformClassLoader(),
        ClassLoader::getSystemClassLoader,
        "class loader 1 in one, class loader 2 in the other");
  }

  @Test
  void shouldCompareTheArgumentsOfRecipes() {
    assertEquals(List.of(), compare(() -> Pattern.compile("a", 2), () -> Pattern.compile("a", 2)));
    differs(() -> Pattern.compile("a"), () -> Pattern.compile("b"), "the literal \"a\"");
    differs(
        () -> Pattern.compile("a"),
        () -> Pattern.compile("a", 2),
        "an argument of a recipe differs");
    differs(() -> Locale.GERMAN, () -> Locale.FRENCH, "the literal \"de\"");
    differs(() -> Locale.GERMAN, () -> Pattern.compile("de"), "recipe 2 in one, ");
  }

  @Test
  void shouldFindDifferencesThatOnlyAWeakMapHolds() {
    Supplier<Object> maps = each(weakMap(new Node(1, null)), weakMap(new Node(2, null)));
    Conviction conviction = difference(maps, maps);
    assertEquals(
        List.of(
            "static " + Holder.class.getName() + ".root = java.util.WeakHashMap",
            "(entry) = " + Node.class.getName()),
        conviction.evidence());
  }

  private static Map<Object, Object> weakMap(Object value) {
    Map<Object, Object> map = new WeakHashMap<>();
    map.put(null, value);
    return map;
  }

  @Test
  void shouldNameEveryOwnerOfASharedDifference() {
    List<CapturedHeap> heaps = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Node node = new Node(i, null);
      Holder.root = new Object[] {node};
      OtherHolder.root = new Node(7, node);
      heaps.add(Walked.of(Holder.class, OtherHolder.class).heap());
    }
    List<Conviction> convictions = new Lockstep(heaps.get(0), heaps.get(1)).compare();
    assertEquals(
        List.of(Holder.class.getName(), OtherHolder.class.getName()),
        convictions.stream().map(Conviction::className).toList());
    assertEquals(
        Arrays.asList(
            "static " + OtherHolder.class.getName() + ".root = " + Node.class.getName(),
            ".next = " + Node.class.getName()),
        convictions.get(1).evidence());
  }

  /** The default locale of one JVM is the same object as a constant that others hold. */
  @Test
  void shouldNotConvictWhoHoldsTheSameLocaleInBoth() {
    List<CapturedHeap> heaps = new ArrayList<>();
    for (Locale locale : List.of(Locale.US, Locale.JAPAN)) {
      Holder.root = locale;
      OtherHolder.root = new Object[] {new Object[] {Locale.US}};
      heaps.add(Walked.of(Holder.class, OtherHolder.class).heap());
    }
    List<Conviction> convictions = new Lockstep(heaps.get(0), heaps.get(1)).compare();
    assertEquals(
        List.of(Holder.class.getName()), convictions.stream().map(Conviction::className).toList());
  }

  @Test
  void shouldConvictAClassThatOneObservationAloneInitialized() {
    CapturedHeap both = Walked.of(Holder.class, OtherHolder.class).heap();
    CapturedHeap one = Walked.of(Holder.class).heap();
    for (Lockstep lockstep : List.of(new Lockstep(both, one), new Lockstep(one, both))) {
      List<Conviction> convictions = lockstep.compare();
      assertEquals(1, convictions.size());
      assertEquals(OtherHolder.class.getName(), convictions.get(0).className());
      assertTrue(convictions.get(0).reason().contains("in one of them only"));
    }
  }

  @Test
  void shouldNotMindTheOrderInWhichClassesWereInitialized() {
    OtherHolder.root = new Node(1, "x");
    CapturedHeap first = Walked.of(Holder.class, OtherHolder.class).heap();
    OtherHolder.root = new Node(1, "x");
    CapturedHeap second = Walked.of(OtherHolder.class, Holder.class).heap();
    assertEquals(List.of(), new Lockstep(first, second).compare());
  }

  @Test
  void shouldFindWhetherAWeakReferentIsThere() {
    Node kept = new Node(1, null);
    differs(
        each(List.of(new WeakReference<>(kept), kept)),
        each(List.of(new WeakReference<>(new Node(1, null)), kept)),
        "field referent");
  }
}
