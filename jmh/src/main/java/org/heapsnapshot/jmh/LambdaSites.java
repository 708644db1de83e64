package org.heapsnapshot.jmh;

import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A class with lambdas as programs have them: half of them capture something. */
public final class LambdaSites implements Supplier<Object[]> {
  private final String name = "name";
  private final int number = 7;

  /** Reaches each site once. */
  @Override
  public Object[] get() {
    String text = name + number;
    int more = text.length();
    Function<String, Integer> length = String::length;
    Function<String, String> upper = s -> s.trim() + '!';
    Predicate<String> empty = String::isEmpty;
    Predicate<Object> self = o -> o == this;
    Supplier<StringBuilder> builder = StringBuilder::new;
    Supplier<String> captured = () -> text;
    Runnable nothing = () -> {};
    Runnable fails = () -> failWith(text);
    IntUnaryOperator plus = i -> i + 1;
    IntUnaryOperator plusMore = i -> i + more;
    Comparator<String> order = (a, b) -> b.compareTo(a);
    Comparator<String> byName = (a, b) -> name.compareTo(a) - more;
    BiFunction<String, String, String> concat = String::concat;
    BiFunction<Integer, Integer, Integer> sum = (a, b) -> a + b + more;
    Function<Integer, int[]> array = int[]::new;
    Function<Object, Boolean> same = text::equals;
    return new Object[] {
      length, upper, empty, self, builder, captured, nothing, fails, plus, plusMore, order, byName,
      concat, sum, array, same
    };
  }

  private static void failWith(String text) {
    throw new IllegalStateException(text);
  }
}
