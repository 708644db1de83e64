package org.heapsnapshot.testkit.program;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Generic types, as libraries catch them by an anonymous subclass. What a class answers is always
 * the same object.
 */
final class GenericTypes {
  static final Token<List<Map<String, int[]>>> TOKEN = new Token<>() {};
  static final Map<Type, String> NAMES = new HashMap<>();
  static final Type SUPERCLASS = Bounded.class.getGenericSuperclass();
  static final Type INTERFACE = Bounded.class.getGenericInterfaces()[0];
  static final TypeVariable<?> VARIABLE = Token.class.getTypeParameters()[0];
  static final TypeVariable<?> OF_JDK = Map.class.getTypeParameters()[1];
  static final TypeVariable<?> BOUNDED = Bounded.class.getTypeParameters()[0];
  static final Type BOUND = BOUNDED.getBounds()[0];
  static final Type WILDCARD = argument(new Token<List<? super Integer>>() {}.type, 0);
  static final Type OF_FIELD = argument(field("field"), 0);

  /** Found already, as some code of the program has printed it. */
  static final Type FOUND = argument(field("found"), 1);

  static final String TEXT = FOUND.toString();
  static final Type ARRAY = argument(field("found"), 0);

  static {
    NAMES.put(TOKEN.type, "lists");
    NAMES.put(String.class, "texts");
    NAMES.put(VARIABLE, "a variable");
    NAMES.put(WILDCARD, "a wildcard");
  }

  private GenericTypes() {}

  abstract static class Token<T> {
    final Type type =
        ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
  }

  abstract static class Bounded<N extends Comparable<? super N>> extends Token<List<N[]>>
      implements Comparator<N> {
    List<? extends Comparable<N>> field;
    Map<N[], ? extends Token<N>> found;

    abstract <V extends Comparable<V>> Map<V, N> method(List<? super V> values);

    abstract <V extends Comparable<V>> void other(List<? extends Map<N, ?>> values);
  }

  /** Members and what they answer; which of them are carried is another question. */
  static final class Kept {
    static final Method METHOD = method("method");
    static final Type ANSWERED = METHOD.getGenericReturnType();
    static final TypeVariable<?> VARIABLE = METHOD.getTypeParameters()[0];

    private Kept() {}
  }

  /** The same without the member, and of a constructor. */
  static final class Lone {
    static final TypeVariable<?> OF_METHOD = method("other").getTypeParameters()[0];
    static final Type PARAMETER = method("other").getGenericParameterTypes()[0];
    static final TypeVariable<?> OF_CONSTRUCTOR =
        Lone.class.getDeclaredConstructors()[0].getTypeParameters()[0];

    private <C> Lone(C c) {}
  }

  private static Method method(String name) {
    try {
      return Bounded.class.getDeclaredMethod(name, List.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static Type field(String name) {
    try {
      Field field = Bounded.class.getDeclaredField(name);
      return field.getGenericType();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static Type argument(Type type, int i) {
    return ((ParameterizedType) type).getActualTypeArguments()[i];
  }

  static void check(Checks checks) {
    Type same = new Token<List<Map<String, int[]>>>() {}.type;
    checks.equal("type", same, TOKEN.type);
    checks.equal("text", same.toString(), TOKEN.type.toString());
    checks.equal("as a key", "lists", NAMES.get(same));
    checks.same("raw", List.class, ((ParameterizedType) TOKEN.type).getRawType());
    checkIdentity(checks);
    checks.equal("a variable as a key", "a variable", NAMES.get(VARIABLE));
    checks.equal(
        "a wildcard as a key",
        "a wildcard",
        NAMES.get(argument(new Token<List<? super Integer>>() {}.type, 0)));
    checks.equal("of a field", argument(field("field"), 0), OF_FIELD);
    WildcardType wildcard = (WildcardType) OF_FIELD;
    checks.same("its variable", BOUNDED, argument(wildcard.getUpperBounds()[0], 0));
    checks.equal("no lower bounds", 0, wildcard.getLowerBounds().length);
    checks.equal("found", argument(field("found"), 1), FOUND);
    checks.equal("text of what was found", TEXT, FOUND.toString());
    checks.same("array", BOUNDED, ((GenericArrayType) ARRAY).getGenericComponentType());
    checkMembers(checks);
  }

  private static void checkIdentity(Checks checks) {
    checks.same("superclass", Bounded.class.getGenericSuperclass(), SUPERCLASS);
    checks.same("interface", Bounded.class.getGenericInterfaces()[0], INTERFACE);
    checks.same("argument", argument(TOKEN.getClass().getGenericSuperclass(), 0), TOKEN.type);
    checks.same("variable", Token.class.getTypeParameters()[0], VARIABLE);
    checks.same("variable of the JDK", Map.class.getTypeParameters()[1], OF_JDK);
    checks.same("what declares it", Token.class, VARIABLE.getGenericDeclaration());
    checks.same("bound", Bounded.class.getTypeParameters()[0].getBounds()[0], BOUND);
    checks.same("variable in an interface", BOUNDED, argument(INTERFACE, 0));
    Type array = argument(argument(SUPERCLASS, 0), 0);
    checks.same("variable", BOUNDED, ((GenericArrayType) array).getGenericComponentType());
  }

  private static void checkMembers(Checks checks) {
    checks.same("answered by a method", Kept.METHOD.getGenericReturnType(), Kept.ANSWERED);
    checks.same("its variable", Kept.METHOD.getTypeParameters()[0], Kept.VARIABLE);
    checks.same("in its answer", argument(Kept.ANSWERED, 0), Kept.VARIABLE);
    Method other = method("other");
    checks.equal("of a method", other.getTypeParameters()[0], Lone.OF_METHOD);
    checks.equal("its declaration", other, Lone.OF_METHOD.getGenericDeclaration());
    checks.equal("parameter", other.getGenericParameterTypes()[0], Lone.PARAMETER);
    checks.equal("bound of it", "V", argument(Lone.OF_METHOD.getBounds()[0], 0).toString());
    checks.equal(
        "of a constructor",
        Lone.class.getDeclaredConstructors()[0],
        Lone.OF_CONSTRUCTOR.getGenericDeclaration());
  }
}
