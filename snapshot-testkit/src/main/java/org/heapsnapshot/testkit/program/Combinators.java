package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Functions made by JDK factories: hidden classes of the JDK that cannot be copied. */
final class Combinators {
  static final Comparator<String> BY_LENGTH =
      Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
  static final Comparator<String> NULLS_LAST = Comparator.nullsLast(Comparator.naturalOrder());
  static final Function<String, String> IDENTITY = Function.identity();
  static final Predicate<String> NOT_EMPTY = Predicate.not(String::isEmpty);

  private Combinators() {}

  static void check(Checks checks) {
    List<String> words = new ArrayList<>(List.of("bb", "a", "ccc", "dd"));
    words.sort(BY_LENGTH);
    checks.equal("comparing", List.of("a", "dd", "bb", "ccc"), words);
    List<String> withNull = new ArrayList<>(Arrays.asList(null, "b", "a"));
    withNull.sort(NULLS_LAST);
    checks.equal("nulls last", Arrays.asList("a", "b", null), withNull);
    checks.same("identity", "x", IDENTITY.apply("x"));
    checks.equal(
        "not", List.of("a"), Stream.of("", "a").filter(NOT_EMPTY).collect(Collectors.toList()));
  }
}
