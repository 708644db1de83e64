package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Calls for annotations that classes and members keep. */
class AnnotationCallsTest {
  private static final ClassTable CLASSES =
      new ClassTable(AnnotationCallsTest.class.getClassLoader(), Set.of(), name -> Set.of());

  @Retention(RetentionPolicy.RUNTIME)
  @interface Named {
    String value();

    Class<?>[] types() default {};

    RetentionPolicy policy() default RetentionPolicy.CLASS;
  }

  enum Tint {
    DARK
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Tinted {
    Tint[] value() default {};
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Outer {
    Tinted inner();

    Named named() default @Named("inner");
  }

  @Named("class")
  static final class Plain {
    @Named("field")
    static final int FIELD = 1;

    @Named("constructor")
    Plain() {}

    @Named("method")
    static void called(@Named("parameter") int value) {}
  }

  @Named("beside")
  @Outer(inner = @Tinted)
  static class Beside {}

  @Named("heir")
  static final class Heir extends Beside {}

  private static AnnotationCalls calls(Class<?>... loaded) {
    return new AnnotationCalls(List.of(loaded), CLASSES);
  }

  private static void assertAnswers(Annotation annotation, Object element) throws Exception {
    AnnotationCalls calls = calls(String.class, Plain.class);
    assertTrue(AnnotationCalls.isAnnotation(annotation));
    RecordedCall call = calls.of(annotation).call();
    assertEquals(element, call.arguments()[0]);
    assertSame(Named.class, call.arguments()[1]);
    assertTrue(
        call.method().startsWith("v " + element.getClass().getName() + ".get"), call.method());
    AnnotatedElement again = (AnnotatedElement) call.arguments()[0];
    assertSame(annotation, again.getAnnotation(Named.class));
  }

  @Test
  void shouldFindWhatKeepsAnAnnotation() throws Exception {
    assertAnswers(Plain.class.getAnnotation(Named.class), Plain.class);
    var field = Plain.class.getDeclaredField("FIELD");
    assertAnswers(field.getAnnotation(Named.class), field);
    var method = Plain.class.getDeclaredMethod("called", int.class);
    assertAnswers(method.getAnnotation(Named.class), method);
    var constructor = Plain.class.getDeclaredConstructor();
    assertAnswers(constructor.getAnnotation(Named.class), constructor);
  }

  /** The object would be another than the one that the next caller gets. */
  @Test
  void shouldRefuseWhatIsKeptByNothingThatIsKnown() throws Exception {
    Annotation ofClass = Plain.class.getAnnotation(Named.class);
    assertNull(calls(String.class).of(ofClass));
    Parameter parameter = Plain.class.getDeclaredMethod("called", int.class).getParameters()[0];
    AnnotationCalls calls = calls(Plain.class);
    assertNull(calls.of(parameter.getAnnotation(Named.class)));
    assertNull(calls.of(Beside.class.getAnnotation(Outer.class).named()));
    assertTrue(calls.refusal(ofClass).contains("kept with no class"), calls.refusal(ofClass));
  }

  /** All annotations of a class are read at once, with those of its superclasses. */
  @Test
  void shouldRefuseWhatInitializesAnEnumOfTheProgram() {
    AnnotationCalls calls = calls(Beside.class, Heir.class);
    for (Class<?> c : List.of(Beside.class, Heir.class)) {
      Annotation named = c.getAnnotation(Named.class);
      assertNull(calls.of(named));
      assertTrue(calls.refusal(named).endsWith("$Tint"), calls.refusal(named));
    }
  }

  @Test
  void shouldTellAnnotationsFromProxiesOfThem() {
    Annotation own =
        (Annotation)
            Proxy.newProxyInstance(
                AnnotationCallsTest.class.getClassLoader(),
                new Class<?>[] {Tinted.class},
                (proxy, method, arguments) -> null);
    assertFalse(AnnotationCalls.isAnnotation(own));
    assertFalse(AnnotationCalls.isAnnotation("text"));
    assertTrue(AnnotationCalls.isAnnotation(Beside.class.getAnnotation(Outer.class)));
  }

  @Test
  void shouldFindTheClassOfAProxyByWhatItImplements() throws Exception {
    Class<?> type = Plain.class.getAnnotation(Named.class).getClass();
    assertSame(type, StateCalls.proxyClass(type).call().repeat());
  }
}
