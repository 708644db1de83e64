package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Functions made by JDK factories: hidden classes of the JDK that cannot be copied. */
final class Combinators {
  static final Comparator<String> BY_LENGTH =
      Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
  static final Comparator<String> NULLS_LAST = Comparator.nullsLast(Comparator.naturalOrder());
  static final Comparator<String> NULLS_THEN =
      Comparator.<String>nullsFirst(Comparator.comparingInt(String::length))
          .thenComparing(Comparator.nullsFirst(Comparator.naturalOrder()));
  static final Comparator<String> OWN = new LastLetter();
  static final Comparator<String> OWN_REVERSED = OWN.reversed();
  static final Comparator<String> OWN_THEN = OWN.thenComparingInt(String::length);
  static final Comparator<String> REVERSED_TWICE = Collections.reverseOrder(BY_LENGTH).reversed();
  static final TreeMap<String, Integer> SORTED = new TreeMap<>(BY_LENGTH);
  static final Comparator<Map.Entry<String, Integer>> BY_VALUE =
      Map.Entry.<String, Integer>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());
  static final Function<String, String> IDENTITY = Function.identity();
  static final Function<String, Integer> COMPOSED =
      Combinators.<String>twice().compose(String::trim).andThen(String::length);
  static final BiFunction<Integer, Integer, String> SUM =
      ((BiFunction<Integer, Integer, Integer>) Integer::sum).andThen(String::valueOf);
  static final IntUnaryOperator SQUARE_OF_NEXT =
      ((IntUnaryOperator) i -> i * i).compose(i -> i + 1);
  static final BinaryOperator<String> LONGER = BinaryOperator.maxBy(BY_LENGTH);
  static final Predicate<String> NOT_EMPTY = Predicate.not(String::isEmpty);
  static final Predicate<String> SHORT_WORD =
      NOT_EMPTY.and(s -> s.length() < 4).and(Pattern.compile("[a-z]+").asMatchPredicate());
  static final Predicate<Object> SAME = Predicate.isEqual(OWN);
  static final Predicate<Object> IS_NULL = Predicate.isEqual(null);
  static final List<String> HEARD = new ArrayList<>();
  static final Consumer<String> HEAR_TWICE =
      ((Consumer<String>) HEARD::add).andThen(s -> HEARD.add(s + s));
  static final Collector<String, ?, Map<Integer, List<String>>> GROUPS =
      Collectors.groupingBy(
          String::length,
          TreeMap::new,
          Collectors.collectingAndThen(Collectors.toList(), Collections::unmodifiableList));
  static final Collector<CharSequence, ?, String> LIST = Collectors.joining(", ", "[", "]");
  static final Collector<String, ?, Integer> LENGTHS =
      Collector.of(
          () -> new int[1],
          (int[] sum, String s) -> sum[0] += s.length(),
          (a, b) -> a,
          sum -> sum[0],
          Collector.Characteristics.UNORDERED);
  static final Collector<String, ?, Map<String, Integer>> TABLE =
      Collectors.toMap(Function.identity(), String::length, (a, b) -> a, LinkedHashMap::new);
  static final Map<String, Predicate<String>> NAMED =
      Map.of("not empty", NOT_EMPTY, "empty", NOT_EMPTY.negate());

  static {
    SORTED.put("ccc", 3);
    SORTED.put("a", 1);
  }

  private Combinators() {}

  private static final class LastLetter implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return Character.compare(a.charAt(a.length() - 1), b.charAt(b.length() - 1));
    }
  }

  private static <T> Function<T, String> twice() {
    return t -> "" + t + t;
  }

  static void check(Checks checks) {
    comparators(checks);
    functions(checks);
    collectors(checks);
  }

  private static void comparators(Checks checks) {
    List<String> words = new ArrayList<>(List.of("bb", "a", "ccc", "dd"));
    words.sort(BY_LENGTH);
    checks.equal("comparing", List.of("a", "dd", "bb", "ccc"), words);
    words.sort(REVERSED_TWICE);
    checks.equal("reversed twice", List.of("a", "dd", "bb", "ccc"), words);
    words.sort(OWN_REVERSED);
    checks.equal("own reversed", List.of("dd", "ccc", "bb", "a"), words);
    checks.same("own", OWN, OWN_REVERSED.reversed());
    words = new ArrayList<>(List.of("xxa", "a", "xb"));
    words.sort(OWN_THEN);
    checks.equal("own, then", List.of("a", "xxa", "xb"), words);
    List<String> withNull = new ArrayList<>(Arrays.asList(null, "b", "a"));
    withNull.sort(NULLS_LAST);
    checks.equal("nulls last", Arrays.asList("a", "b", null), withNull);
    withNull.sort(NULLS_THEN);
    checks.equal("nulls, then", Arrays.asList(null, "a", "b"), withNull);
    SORTED.put("bb", 2);
    checks.equal("tree map", List.of("a", "bb", "ccc"), new ArrayList<>(SORTED.keySet()));
    checks.same("its comparator", BY_LENGTH, SORTED.comparator());
    List<Map.Entry<String, Integer>> entries =
        new ArrayList<>(List.of(Map.entry("x", 1), Map.entry("b", 2), Map.entry("a", 2)));
    entries.sort(BY_VALUE);
    checks.equal("by value", "[a=2, b=2, x=1]", entries.toString());
  }

  private static void functions(Checks checks) {
    checks.same("identity", "x", IDENTITY.apply("x"));
    checks.same("the identity", Function.identity(), IDENTITY);
    checks.equal("composed", 4, COMPOSED.apply(" ab "));
    checks.equal("sum", "5", SUM.apply(2, 3));
    checks.equal("square of next", 9, SQUARE_OF_NEXT.applyAsInt(2));
    checks.equal("longer", "bb", LONGER.apply("a", "bb"));
    checks.equal(
        "not", List.of("a"), Stream.of("", "a").filter(NOT_EMPTY).collect(Collectors.toList()));
    checks.equal(
        "and",
        List.of("ab"),
        Stream.of("", "ab", "A", "abcd").filter(SHORT_WORD).collect(Collectors.toList()));
    checks.that("is equal", SAME.test(OWN) && !SAME.test("x") && IS_NULL.test(null));
    HEAR_TWICE.accept("x");
    checks.equal("and then", List.of("x", "xx"), HEARD);
    checks.same("in a map", NOT_EMPTY, NAMED.get("not empty"));
    checks.that("negated", NAMED.get("empty").test(""));
  }

  private static void collectors(Checks checks) {
    checks.equal(
        "groups", "{1=[a, b], 2=[cc]}", Stream.of("a", "b", "cc").collect(GROUPS).toString());
    checks.equal("joining", "[a, b]", Stream.of("a", "b").collect(LIST));
    checks.equal("own collector", 3, Stream.of("a", "bb").collect(LENGTHS));
    checks.that(
        "characteristics", LENGTHS.characteristics().contains(Collector.Characteristics.UNORDERED));
    checks.equal("table", "{bb=2, a=1}", Stream.of("bb", "a").collect(TABLE).toString());
  }
}
