package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.heapsnapshot.core.fixture.Walked;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recipes of recorded calls: what they hold, and which calls cannot be repeated. */
class CallRecipesTest {
  private static final String REVERSED = "i java.util.Comparator.reversed()Ljava/util/Comparator;";
  private static final String COMPARING =
      "S java.util.Comparator.comparing(Ljava/util/function/Function;)Ljava/util/Comparator;";
  private static final String COLLECTOR =
      "S java.util.stream.Collector.of(Ljava/util/function/Supplier;"
          + "Ljava/util/function/BiConsumer;Ljava/util/function/BinaryOperator;"
          + "[Ljava/util/stream/Collector$Characteristics;)Ljava/util/stream/Collector;";

  private static final class Holder {
    static Object root;
  }

  private static final class Length implements Function<String, Integer>, Comparator<String> {
    @Override
    public Integer apply(String s) {
      return s.length();
    }

    @Override
    public int compare(String a, String b) {
      return 0;
    }
  }

  /** Keeps a method of the JDK from being what a call of it runs. */
  private static final class OwnReversal implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return 0;
    }

    @Override
    public Comparator<String> reversed() {
      return Comparator.reverseOrder();
    }
  }

  private static final class Joining implements Function<String, Integer> {
    @Override
    public Integer apply(String s) {
      return 1;
    }

    @Override
    public <V> Function<String, V> andThen(Function<? super Integer, ? extends V> after) {
      return null;
    }
  }

  private static final class Own
      implements Supplier<List<String>>,
          BiConsumer<List<String>, String>,
          BinaryOperator<List<String>> {
    @Override
    public List<String> get() {
      return null;
    }

    @Override
    public void accept(List<String> list, String s) {}

    @Override
    public List<String> apply(List<String> a, List<String> b) {
      return a;
    }

    @Override
    public BiConsumer<List<String>, String> andThen(
        BiConsumer<? super List<String>, ? super String> after) {
      return null;
    }

    @Override
    public <V> java.util.function.BiFunction<List<String>, List<String>, V> andThen(
        Function<? super List<String>, ? extends V> after) {
      return null;
    }
  }

  private final Map<Object, RecordedCall> calls = new IdentityHashMap<>();
  private Walked walked;

  @AfterEach
  void forget() {
    Holder.root = null;
  }

  private CapturedObject.Recipe capture(Object root) {
    walk(root);
    assertEquals(List.of(), walked.rejections());
    return assertInstanceOf(CapturedObject.Recipe.class, walked.root(Holder.class, "root"));
  }

  private void walk(Object root) {
    Holder.root = root;
    walked = Walked.recorded(calls, Holder.class);
  }

  private String reason(Object root) {
    walk(root);
    assertEquals(1, walked.rejections().size());
    return walked.rejections().get(0).reason();
  }

  private <T> T record(T result, String method, Object... arguments) {
    calls.put(result, new RecordedCall(method, arguments));
    return result;
  }

  private CapturedObject argument(CapturedObject.Recipe recipe, int i) {
    return walked.heap().objects().get(recipe.arguments()[i] - 1);
  }

  @Test
  void shouldCarryACallWithACopiedArgument() {
    Length length = new Length();
    CapturedObject.Recipe recipe =
        capture(
            record(Comparator.comparing((Function<String, Integer>) length), COMPARING, length));
    assertEquals(RecipeKind.CALL, recipe.kind());
    assertEquals(new CapturedObject.Text(COMPARING, true), argument(recipe, 0));
    assertInstanceOf(CapturedObject.Instance.class, argument(recipe, 1));
  }

  @Test
  void shouldCarryACallOfWhatACallAnswered() {
    Length length = new Length();
    Comparator<String> comparing =
        record(Comparator.comparing((Function<String, Integer>) length), COMPARING, length);
    Comparator<String> reversed = record(comparing.reversed(), REVERSED, comparing);
    CapturedObject.Recipe recipe = capture(reversed);
    CapturedObject.Recipe receiver =
        assertInstanceOf(CapturedObject.Recipe.class, argument(recipe, 1));
    assertEquals(new CapturedObject.Text(COMPARING, true), argument(receiver, 0));
  }

  @Test
  void shouldCarryArraysAndPrimitivesOfACall() {
    Length length = new Length();
    Object made = Predicate.isEqual(length);
    record(
        made,
        "s p.Some.of([Ljava/lang/Class;IZC)Ljava/util/function/Predicate;",
        new Class<?>[] {String.class, null},
        70_000,
        true,
        'x');
    CapturedObject.Recipe recipe = capture(made);
    CapturedObject.Recipe array =
        assertInstanceOf(CapturedObject.Recipe.class, argument(recipe, 1));
    assertEquals(RecipeKind.ARRAY, array.kind());
    assertInstanceOf(CapturedObject.ClassMirror.class, argument(array, 0));
    assertInstanceOf(CapturedObject.ClassMirror.class, argument(array, 1));
    assertEquals(0, array.arguments()[2]);
    assertEquals(
        70_000, assertInstanceOf(CapturedObject.SmallBox.class, argument(recipe, 2)).value());
    assertEquals(1, ((CapturedObject.SmallBox) argument(recipe, 3)).value());
    assertEquals('x', ((CapturedObject.SmallBox) argument(recipe, 4)).value());
  }

  @Test
  void shouldCarryACallWithoutArgument() {
    Object null1 = Predicate.isEqual(null);
    record(
        null1,
        "S java.util.function.Predicate.isEqual(Ljava/lang/Object;)Ljava/util/function/Predicate;",
        (Object) null);
    assertEquals(0, capture(null1).arguments()[1]);
  }

  @Test
  void shouldRefuseReceiversThatOverrideWhatTheJdkMayCall() {
    OwnReversal own = new OwnReversal();
    Object reversed = record(Collections.reverseOrder(own), REVERSED, own);
    assertTrue(reason(reversed).contains("whose own method reversed"), () -> reason(reversed));
  }

  @Test
  void shouldRefuseFunctionsThatOverrideWhatTheJdkMayCall() {
    Joining own = new Joining();
    Object made = record(Comparator.comparing((Function<String, Integer>) own), COMPARING, own);
    assertTrue(reason(made).contains("whose own method andThen"), () -> reason(made));
    Own all = new Own();
    Object collector =
        record(
            Collector.of(all, all, all),
            COLLECTOR,
            all,
            all,
            all,
            new Collector.Characteristics[0]);
    assertTrue(reason(collector).contains("whose own method andThen"), () -> reason(collector));
  }

  @Test
  void shouldRefuseCopiedObjectsThatAFactoryReads() {
    Collector<String, ?, List<String>> own =
        new Collector<>() {
          private final Collector<String, Object, List<String>> real = list();

          @Override
          public Supplier<Object> supplier() {
            return real.supplier();
          }

          @Override
          public BiConsumer<Object, String> accumulator() {
            return real.accumulator();
          }

          @Override
          public BinaryOperator<Object> combiner() {
            return real.combiner();
          }

          @Override
          public Function<Object, List<String>> finisher() {
            return real.finisher();
          }

          @Override
          public java.util.Set<Characteristics> characteristics() {
            return real.characteristics();
          }
        };
    Function<String, String> trim = new Trim();
    Object made =
        record(
            Collectors.mapping(trim, own),
            "s java.util.stream.Collectors.mapping(Ljava/util/function/Function;"
                + "Ljava/util/stream/Collector;)Ljava/util/stream/Collector;",
            trim,
            own);
    walk(made);
    String reasons = walked.rejections().toString();
    assertTrue(reasons.contains("not there yet when the call is repeated"), reasons);
  }

  private static final class Trim implements Function<String, String> {
    @Override
    public String apply(String s) {
      return s.trim();
    }
  }

  @SuppressWarnings("unchecked") // The accumulation type of the collector is its own affair.
  private static Collector<String, Object, List<String>> list() {
    return (Collector<String, Object, List<String>>)
        (Collector<String, ?, List<String>>) Collectors.<String>toList();
  }
}
