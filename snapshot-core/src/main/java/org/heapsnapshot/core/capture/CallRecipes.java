package org.heapsnapshot.core.capture;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * Recipes for what factories of the JDK answered, as the recorders of the observing JVM saw it.
 *
 * <p>An argument that is a copied object is not filled when the call is repeated. So it may stand
 * only where a factory keeps what it is given, and methods of it that a factory may call must be
 * those of the JDK.
 */
final class CallRecipes {
  /** Types of parameters of which factories read nothing, but for methods of the same type. */
  private static final Set<String> KEPT =
      Set.of(
          "java.lang.Object",
          "java.util.Comparator",
          "java.lang.reflect.InvocationHandler",
          "java.util.concurrent.ThreadFactory");

  private final Function<Object, RecordedCall> recorded;
  private final ToIntFunction<Object> id;
  private final Map<Object, Boolean> fresh = new IdentityHashMap<>();

  /**
   * @param recorded the call that answered an object, or null
   * @param id gives an object an id
   */
  CallRecipes(Function<Object, RecordedCall> recorded, ToIntFunction<Object> id) {
    this.recorded = recorded;
    this.id = id;
  }

  /** The recipe for an object, or for a part of another recipe; null when there is none. */
  CapturedObject.Recipe recipe(Object o) {
    if (o instanceof RecordedCall.Elements array) {
      return recipe(RecipeKind.ARRAY, array.component(), array.elements());
    }
    OwnCall own = o instanceof OwnCall part ? part : null;
    RecordedCall call = own != null ? own.call() : recorded.apply(o);
    if (call == null || own == null && !isFresh(o, call)) {
      return null;
    }
    Class<?>[] types = call.parameterTypes();
    Object[] parts = new Object[types.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(types[i], call.arguments()[i]);
    }
    int kind = own != null && own.after() ? RecipeKind.AFTER : RecipeKind.CALL;
    return recipe(kind, call.method().intern(), parts);
  }

  private boolean isFresh(Object o, RecordedCall call) {
    if (!call.changeable()) {
      return true;
    }
    Boolean known = fresh.get(o);
    if (known == null) {
      try {
        known = SameState.of(o, call.repeat());
      } catch (ReflectiveOperationException e) {
        known = false;
      }
      fresh.put(o, known);
    }
    return known;
  }

  /** Whether an object was answered by a recorded call. */
  boolean isRecorded(Object o) {
    return recorded.apply(o) != null;
  }

  private CapturedObject.Recipe recipe(int kind, Object first, Object[] others) {
    int[] arguments = new int[1 + others.length];
    arguments[0] = id.applyAsInt(first);
    for (int i = 0; i < others.length; i++) {
      arguments[i + 1] = id.applyAsInt(others[i]);
    }
    return new CapturedObject.Recipe(kind, arguments);
  }

  private static Object part(Class<?> type, Object argument) {
    if (type.isPrimitive()) {
      return box(argument);
    }
    if (type.isArray() && argument instanceof Object[] elements) {
      return new RecordedCall.Elements(type.getComponentType(), elements);
    }
    return argument;
  }

  /** Numbers that do not fit are left as objects, which are refused where a primitive stands. */
  private static Object box(Object argument) {
    if (argument instanceof Boolean b) {
      return new RecordedCall.Box(Boolean.class, b ? 1 : 0);
    }
    if (argument instanceof Character c) {
      return new RecordedCall.Box(Character.class, c);
    }
    boolean fits =
        !(argument instanceof Float || argument instanceof Double)
            && ((Number) argument).longValue() == ((Number) argument).intValue();
    return fits
        ? new RecordedCall.Box(argument.getClass(), ((Number) argument).intValue())
        : argument;
  }

  /**
   * Why a call cannot be repeated with what its arguments are in the image, or null when it can.
   *
   * @param object what was answered, or a part of another recipe
   * @param recipe its recipe
   * @param captured how an object is carried, by id
   * @param live the object, by id
   */
  String refusal(
      Object object,
      CapturedObject.Recipe recipe,
      IntFunction<CapturedObject> captured,
      IntFunction<Object> live) {
    if (object instanceof RecordedCall.Elements array) {
      for (int i = 1; i < recipe.arguments().length; i++) {
        String reason = refusal(array.component(), recipe.arguments()[i], captured, live);
        if (reason != null) {
          return reason;
        }
      }
      return null;
    }
    RecordedCall call = recorded.apply(object);
    if (call == null) {
      return null; // One of our own, which is known to be right.
    }
    Class<?>[] types = call.parameterTypes();
    for (int i = 0; i < types.length; i++) {
      String reason = refusal(types[i], recipe.arguments()[i + 1], captured, live);
      if (reason != null) {
        return "what " + call.method().substring(2) + " answered for " + reason;
      }
    }
    return null;
  }

  private static String refusal(
      Class<?> type, int id, IntFunction<CapturedObject> captured, IntFunction<Object> live) {
    CapturedObject argument = id == 0 ? null : captured.apply(id);
    boolean copied =
        argument instanceof CapturedObject.Instance
            || argument instanceof CapturedObject.ReferenceArray
            || argument instanceof CapturedObject.PrimitiveArray;
    if (!copied || type == Object.class) {
      return null;
    }
    Class<?> c = live.apply(id).getClass();
    boolean kept =
        KEPT.contains(type.getName()) || type.getName().startsWith("java.util.function.");
    if (!kept || isOfJdk(c)) {
      return "an object of " + c.getName() + ", which is not there yet when the call is repeated";
    }
    String overridden = overridden(type, c);
    return overridden == null
        ? null
        : "an object of " + c.getName() + ", whose own method " + overridden + " may be called";
  }

  private static boolean isOfJdk(Class<?> c) {
    return c.getClassLoader() == null || c.getClassLoader() == ClassLoader.getPlatformClassLoader();
  }

  /** A default method of an interface that a class has its own of, or null. */
  private static String overridden(Class<?> type, Class<?> c) {
    for (Method method : type.getMethods()) {
      if (!method.isDefault() || Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      try {
        Method found = c.getMethod(method.getName(), method.getParameterTypes());
        if (!isOfJdk(found.getDeclaringClass())) {
          return method.getName();
        }
      } catch (NoSuchMethodException | LinkageError e) {
        return method.getName(); // Cannot be told; be safe.
      }
    }
    return null;
  }
}
