package org.heapsnapshot.testkit.program;

import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Annotations as state: proxies around a handler of the JDK. */
final class Annotations {
  static final Described FIRST = First.class.getAnnotation(Described.class);
  static final Described SECOND = Second.class.getAnnotation(Described.class);
  static final Annotation[] ALL = First.class.getAnnotations();
  static final Map<Annotation, String> NAMES = new HashMap<>();

  static {
    NAMES.put(FIRST, "first");
    NAMES.put(SECOND, "second");
  }

  private Annotations() {}

  enum Mood {
    CALM,
    CROSS
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Inner {
    int value();
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Described {
    String value() default "nothing";

    int[] numbers() default {1, 2};

    Class<?> type() default Object.class;

    Mood mood() default Mood.CALM;

    Inner[] inner() default {};
  }

  @Described(
      value = "one",
      type = String.class,
      mood = Mood.CROSS,
      inner = {@Inner(3), @Inner(4)})
  @Deprecated
  private static final class First {}

  @Described(type = First.class)
  private static final class Second {}

  static void check(Checks checks) {
    checks.equal("text", "one", FIRST.value());
    checks.equal("default text", "nothing", SECOND.value());
    checks.equal("numbers", "[1, 2]", Arrays.toString(FIRST.numbers()));
    checks.that("numbers are copies", FIRST.numbers() != FIRST.numbers());
    checks.same("class", First.class, SECOND.type());
    checks.same("enum", Mood.CROSS, FIRST.mood());
    checks.equal("inner", 4, FIRST.inner()[1].value());
    checks.same("type", Described.class, FIRST.annotationType());
    checks.equal("equal to a new one", First.class.getAnnotation(Described.class), FIRST);
    checks.equal("a new one to it", FIRST, First.class.getAnnotation(Described.class));
    checks.equal(
        "its hash", First.class.getAnnotation(Described.class).hashCode(), FIRST.hashCode());
    checks.equal("all", 2, ALL.length);
    checks.equal("as keys", "second", NAMES.get(Second.class.getAnnotation(Described.class)));
  }
}
