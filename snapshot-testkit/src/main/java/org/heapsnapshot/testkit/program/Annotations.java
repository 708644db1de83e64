package org.heapsnapshot.testkit.program;

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Annotations as state: proxies of the JDK, of which a class or a member has one each. */
final class Annotations {
  static final Marked MARKED = Target.class.getAnnotation(Marked.class);
  static final Map<Class<?>, Annotation> BY_TYPE = new LinkedHashMap<>();
  static final Set<Annotation> ALL = new HashSet<>(List.of(Target.class.getAnnotations()));
  static final Method METHOD = method();
  static final Named OF_METHOD = METHOD.getAnnotation(Named.class);
  static final Named OF_FIELD = field().getAnnotation(Named.class);
  static final Class<?> TYPE = MARKED.getClass();
  static final Map<Class<?>, String> BY_PROXY_CLASS = new HashMap<>(Map.of(TYPE, "marked"));

  static {
    for (Annotation annotation : Target.class.getAnnotations()) {
      BY_TYPE.put(annotation.annotationType(), annotation);
    }
  }

  private Annotations() {}

  @Retention(RetentionPolicy.RUNTIME)
  @interface Named {
    String value() default "nobody";
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Marked {
    int[] numbers() default {1, 2};

    Class<?>[] types() default {String.class, Annotations.class};

    ElementType jdk() default ElementType.FIELD;

    Named named() default @Named("inner");

    Named[] more() default {@Named, @Named("other")};
  }

  @Marked(numbers = 7)
  @Named("class")
  @Deprecated
  static final class Target {
    @Named("field")
    static final Object HELD = new Object();

    @Named("method")
    static String called() {
      return "called";
    }
  }

  /** Has a member that is a constant of an enum of the program. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Tinted {
    Tint value() default Tint.DARK;
  }

  enum Tint {
    LIGHT,
    DARK
  }

  /** Reading it runs the initializer of the enum. */
  @Tinted(Tint.LIGHT)
  static final class Painted {
    static final Tinted TINTED = Painted.class.getAnnotation(Tinted.class);
  }

  private static Method method() {
    try {
      return Target.class.getDeclaredMethod("called");
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field() {
    try {
      return Target.class.getDeclaredField("HELD");
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  static void check(Checks checks) throws Exception {
    Marked again = Target.class.getAnnotation(Marked.class);
    checks.same("the one of the class", again, MARKED);
    checks.equal("numbers", "[7]", Arrays.toString(MARKED.numbers()));
    checks.equal("types", List.of(String.class, Annotations.class), List.of(MARKED.types()));
    checks.equal("constant", ElementType.FIELD, MARKED.jdk());
    checks.equal("inner", "inner", MARKED.named().value());
    checks.equal("more", "other", MARKED.more()[1].value());
    checks.same("by type", again, BY_TYPE.get(Marked.class));
    checks.equal("order", 3, BY_TYPE.size());
    checks.that("in a set", ALL.contains(again) && ALL.contains(BY_TYPE.get(Named.class)));
    checks.that("removed", ALL.remove(again) && !ALL.contains(MARKED) && ALL.size() == 2);
    checks.same("the one of the method", method().getAnnotation(Named.class), OF_METHOD);
    checks.same("the one of the field", field().getAnnotation(Named.class), OF_FIELD);
    checks.equal("of the method", "method", METHOD.getAnnotation(Named.class).value());
    checks.equal("of the field", "field", OF_FIELD.value());
    checks.equal("called", "called", METHOD.invoke(null));
    checks.same("the class of the annotation", again.getClass(), TYPE);
    checks.equal("by that class", "marked", BY_PROXY_CLASS.get(MARKED.getClass()));
    checks.equal("tint", Tint.LIGHT, Painted.TINTED.value());
    checks.same("tinted", Painted.class.getAnnotation(Tinted.class), Painted.TINTED);
  }
}
