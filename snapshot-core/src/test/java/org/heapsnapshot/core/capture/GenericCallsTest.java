package org.heapsnapshot.core.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Calls for the generic types that classes answer. */
class GenericCallsTest {
  abstract static class Plain<N extends Comparable<? super N>> implements Comparator<Map<N, N[]>> {
    List<? extends N> field;

    <V extends Comparable<V>> Map<V, N> method(List<V> values) {
      return null;
    }
  }

  /** Types that no class answers, and nothing else. */
  static final class OfField {
    static final Type TYPE = field();
  }

  static final class WithItsMember {
    static final Method METHOD = method();
    static final Type ANSWER = METHOD.getGenericReturnType();
  }

  static final class WithItsVariable {
    static final Method METHOD = method();
    static final TypeVariable<?> VARIABLE = METHOD.getTypeParameters()[0];
  }

  private static Method method() {
    try {
      return Plain.class.getDeclaredMethod("method", List.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static Type field() {
    try {
      return Plain.class.getDeclaredField("field").getGenericType();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static GenericCalls calls() {
    return new GenericCalls(List.of(String.class, Plain.class));
  }

  private static Type argument(Type type, int i) {
    return ((ParameterizedType) type).getActualTypeArguments()[i];
  }

  /** Makes a call with its parts, by reflection. */
  private static Object make(GenericCalls calls, Object part) throws Exception {
    RecordedCall call;
    if (part instanceof OwnCall own) {
      call = own.call();
    } else if (part instanceof Class || !(part instanceof Type)) {
      return part;
    } else {
      call = calls.of(part).call();
    }
    Object[] arguments = call.arguments().clone();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = make(calls, arguments[i]);
    }
    if (call.method().contains("Array.get(")) {
      return Array.get(arguments[0], (int) arguments[1]);
    }
    String name = call.method().substring(call.owner().length() + 3, call.method().indexOf('('));
    return Class.forName(call.owner()).getMethod(name).invoke(arguments[0]);
  }

  private static void assertAnswered(Type type) throws Exception {
    GenericCalls calls = calls();
    assertSame(type, make(calls, calls.of(type)), type.toString());
  }

  @Test
  void shouldAnswerWhatAClassAnswersWithTheSameObject() throws Exception {
    TypeVariable<?> variable = Plain.class.getTypeParameters()[0];
    assertAnswered(variable);
    Type bound = variable.getBounds()[0];
    assertAnswered(bound);
    assertAnswered(argument(bound, 0));
    Type ofInterface = Plain.class.getGenericInterfaces()[0];
    assertAnswered(ofInterface);
    assertAnswered(argument(ofInterface, 0));
    assertAnswered(argument(argument(ofInterface, 0), 1));
    Type array = argument(argument(ofInterface, 0), 1);
    assertAnswered(((GenericArrayType) array).getGenericComponentType());
    assertAnswered(Map.class.getTypeParameters()[1]); // Loaded or not: it tells its class.
  }

  @Test
  void shouldNotAskForBoundsThatNobodyAskedFor() throws Exception {
    WildcardType wildcard = (WildcardType) argument(field(), 0);
    calls().of(wildcard);
    Object bounds = Peek.get(wildcard, wildcard.getClass(), "upperBounds");
    assertTrue(!(bounds instanceof Type[]), bounds.getClass().getName());

    assertNull(GenericCalls.settle(wildcard));
    bounds = Peek.get(wildcard, wildcard.getClass(), "upperBounds");
    assertEquals(List.of(Plain.class.getTypeParameters()[0]), List.of((Object[]) bounds));
  }

  @Test
  void shouldHaveNoCallForWhatOnlyAMemberAnswers() throws Exception {
    assertNull(calls().of(field()));
    assertNull(calls().of(argument(field(), 0)));
    assertNull(calls().of(method().getGenericReturnType()));
    assertNull(calls().of(String.class));
    assertNull(calls().of("text"));
    String again = calls().of(method().getTypeParameters()[0]).call().method();
    assertTrue(again.startsWith("s java.lang.reflect.Array.get("), again);
  }

  private static HeapWalker walked(Class<?> owner) throws Exception {
    Class.forName(owner.getName());
    HeapWalker walker =
        new HeapWalker(owner.getClassLoader(), List.of(Object.class), name -> Set.of())
            .withLoaded(List.of(Plain.class));
    walker.walk(List.of(owner));
    return walker;
  }

  @Test
  void shouldCopyWhatNobodyIsAnsweredAgain() throws Exception {
    assertEquals(List.of(), walked(OfField.class).rejections());
  }

  @Test
  void shouldRefuseWhatAKeptMemberAnswers() throws Exception {
    List<Rejection> rejections = walked(WithItsMember.class).rejections();
    assertEquals(1, rejections.size(), rejections.toString());
    String reason = rejections.get(0).reason();
    assertTrue(reason.contains("beside what answers it"), reason);
  }

  /** Until JDK 17 each copy of a method has variables of its own, which tell the copy. */
  @Test
  void shouldKeepAVariableWithTheMethodThatItTells() throws Exception {
    boolean tellsIt = WithItsVariable.VARIABLE.getGenericDeclaration() == WithItsVariable.METHOD;
    assertEquals(tellsIt, walked(WithItsVariable.class).rejections().isEmpty());
  }
}
