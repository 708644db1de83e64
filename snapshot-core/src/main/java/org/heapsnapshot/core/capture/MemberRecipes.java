package org.heapsnapshot.core.capture;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.VarHandleDesc;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * Recipes for objects that stand for members of classes: what they mean can be read from
 * themselves, so the call that made them need not have been seen.
 */
final class MemberRecipes {
  private static final MethodHandles.Lookup TRUSTED = trusted();

  private final ToIntFunction<Object> id;
  private final ToIntFunction<String> name;

  /**
   * @param id gives an object an id
   * @param name gives an interned string an id
   */
  MemberRecipes(ToIntFunction<Object> id, ToIntFunction<String> name) {
    this.id = id;
    this.name = name;
  }

  private static MethodHandles.Lookup trusted() {
    try {
      Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      return (MethodHandles.Lookup)
          Peek.reference(MethodHandles.Lookup.class, Peek.offset(field, true));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The recipe for an object, or null when there is none. */
  CapturedObject.Recipe recipe(Object o) {
    if (o instanceof Field field) {
      return recipe(RecipeKind.FIELD, field, field.getName());
    }
    if (o instanceof Method method) {
      return recipe(RecipeKind.METHOD, method, method.getName(), method.getParameterTypes());
    }
    if (o instanceof Constructor<?> constructor) {
      return recipe(RecipeKind.CONSTRUCTOR, constructor, null, constructor.getParameterTypes());
    }
    if (o instanceof MethodType type) {
      int[] arguments = new int[1 + type.parameterCount()];
      arguments[0] = id.applyAsInt(type.returnType());
      for (int i = 0; i < type.parameterCount(); i++) {
        arguments[i + 1] = id.applyAsInt(type.parameterType(i));
      }
      return new CapturedObject.Recipe(RecipeKind.METHOD_TYPE, arguments);
    }
    if (o instanceof MethodHandle handle) {
      return methodHandle(handle);
    }
    if (o instanceof MethodHandles.Lookup lookup) {
      return lookup(lookup);
    }
    return o instanceof VarHandle handle ? varHandle(handle) : null;
  }

  /** Only what {@code MethodHandles.lookup()} gives a class: full access, its own. */
  private CapturedObject.Recipe lookup(MethodHandles.Lookup lookup) {
    MethodHandles.Lookup full = TRUSTED.in(lookup.lookupClass());
    if (lookup.lookupModes() != full.lookupModes() || lookup.previousLookupClass() != null) {
      return null;
    }
    return new CapturedObject.Recipe(
        RecipeKind.LOOKUP, new int[] {id.applyAsInt(TRUSTED), id.applyAsInt(lookup.lookupClass())});
  }

  private <T extends AccessibleObject & Member> CapturedObject.Recipe recipe(
      int kind, T member, String memberName, Class<?>... types) {
    List<Integer> arguments = new ArrayList<>();
    arguments.add(id.applyAsInt(member.getDeclaringClass()));
    if (memberName != null) {
      arguments.add(name.applyAsInt(memberName));
    }
    for (Class<?> type : types) {
      arguments.add(id.applyAsInt(type));
    }
    arguments.add(isAccessible(member) ? 1 : 0);
    return new CapturedObject.Recipe(
        kind, arguments.stream().mapToInt(Integer::intValue).toArray());
  }

  @SuppressWarnings("deprecation") // The flag itself is asked for, not whether a caller may access.
  private static boolean isAccessible(AccessibleObject member) {
    return member.isAccessible();
  }

  private CapturedObject.Recipe methodHandle(MethodHandle handle) {
    MethodHandleInfo info;
    try {
      info = TRUSTED.revealDirect(handle);
    } catch (IllegalArgumentException e) {
      return null; // Not a direct one.
    }
    int kind = info.getReferenceKind();
    if (kind == MethodHandleInfo.REF_invokeSpecial
        || info.isVarArgs() != handle.isVarargsCollector()) {
      return null;
    }
    Object lookup = TRUSTED;
    if (kind >= MethodHandleInfo.REF_invokeVirtual && isCallerSensitive(info)) {
      Class<?> caller = boundCaller(handle);
      if (caller == null) {
        return null;
      }
      lookup = TRUSTED.in(caller); // Finds the same, bound to the same caller.
    }
    return new CapturedObject.Recipe(
        RecipeKind.METHOD_HANDLE,
        new int[] {
          id.applyAsInt(lookup),
          id.applyAsInt(info.getDeclaringClass()),
          name.applyAsInt(info.getName()),
          id.applyAsInt(info.getMethodType()),
          kind
        });
  }

  /** The class that a handle of a caller-sensitive method was found by, or null. */
  private static Class<?> boundCaller(MethodHandle handle) {
    if (!handle.getClass().getName().equals("java.lang.invoke.MethodHandleImpl$WrappedMember")) {
      return null;
    }
    return (Class<?>) Peek.get(handle, handle.getClass(), "callerClass");
  }

  private static boolean isCallerSensitive(MethodHandleInfo info) {
    AnnotatedElement member =
        info.getReferenceKind() == MethodHandleInfo.REF_newInvokeSpecial
            ? info.reflectAs(Constructor.class, TRUSTED)
            : info.reflectAs(Method.class, TRUSTED);
    for (Annotation annotation : member.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("CallerSensitive")) {
        return true;
      }
    }
    return false;
  }

  /** Instance fields only: finding one for a static field initializes its class. */
  private CapturedObject.Recipe varHandle(VarHandle handle) {
    Optional<VarHandleDesc> described = handle.describeConstable();
    if (described.isEmpty() || handle.coordinateTypes().size() != 1) {
      return null;
    }
    Class<?> owner = handle.coordinateTypes().get(0);
    if (owner.isArray()) {
      return null;
    }
    return new CapturedObject.Recipe(
        RecipeKind.VAR_HANDLE,
        new int[] {
          id.applyAsInt(TRUSTED),
          id.applyAsInt(owner),
          name.applyAsInt(described.get().constantName()),
          id.applyAsInt(handle.varType()),
          0
        });
  }
}
