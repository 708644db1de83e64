package org.heapsnapshot.runtime.restore;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.image.JdkObjects;

/**
 * Repeats the calls that find members of classes. A class of its own, loaded only when an image
 * holds such objects. None of the calls initializes a class.
 */
final class ReflectiveCalls {
  private final JdkObjects recipes;
  private final int recipe;
  private final Object[] objects;

  private ReflectiveCalls(JdkObjects recipes, int recipe, Object[] objects) {
    this.recipes = recipes;
    this.recipe = recipe;
    this.objects = objects;
  }

  /**
   * Repeats one call.
   *
   * @throws IllegalStateException when the member is not there
   */
  static Object call(JdkObjects recipes, int recipe, Object[] objects) {
    try {
      return new ReflectiveCalls(recipes, recipe, objects).call();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object call() throws ReflectiveOperationException {
    int numbers = recipes.argumentCount(recipe) - 1;
    switch (recipes.recipeKind(recipe)) {
      case RecipeKind.FIELD:
        return accessible(type(0).getDeclaredField((String) object(1)));
      case RecipeKind.METHOD:
        return accessible(type(0).getDeclaredMethod((String) object(1), types(2, numbers)));
      case RecipeKind.CONSTRUCTOR:
        return accessible(type(0).getDeclaredConstructor(types(1, numbers)));
      case RecipeKind.METHOD_TYPE:
        return MethodType.methodType(type(0), types(1, numbers + 1));
      case RecipeKind.METHOD_HANDLE:
        return methodHandle((Lookup) object(0), type(1), (String) object(2));
      case RecipeKind.LOOKUP:
        return ((Lookup) object(0)).in(type(1));
      case RecipeKind.HANDLER:
        return HandledObjects.make(recipes, recipe, objects);
      default:
        return ((Lookup) object(0)).findVarHandle(type(1), (String) object(2), type(3));
    }
  }

  private <T extends AccessibleObject> T accessible(T member) {
    if (recipes.argument(recipe, recipes.argumentCount(recipe) - 1) == 1) {
      member.setAccessible(true);
    }
    return member;
  }

  private Object methodHandle(Lookup lookup, Class<?> owner, String name)
      throws ReflectiveOperationException {
    MethodType type = (MethodType) object(3);
    switch (recipes.argument(recipe, 4)) {
      case MethodHandleInfo.REF_getField:
        return lookup.findGetter(owner, name, type.returnType());
      case MethodHandleInfo.REF_getStatic:
        return lookup.findStaticGetter(owner, name, type.returnType());
      case MethodHandleInfo.REF_putField:
        return lookup.findSetter(owner, name, type.parameterType(0));
      case MethodHandleInfo.REF_putStatic:
        return lookup.findStaticSetter(owner, name, type.parameterType(0));
      case MethodHandleInfo.REF_invokeVirtual:
      case MethodHandleInfo.REF_invokeInterface:
        return lookup.findVirtual(owner, name, type);
      case MethodHandleInfo.REF_invokeStatic:
        return lookup.findStatic(owner, name, type);
      case MethodHandleInfo.REF_newInvokeSpecial:
        return lookup.findConstructor(owner, type);
      default:
        throw new IllegalStateException("reference kind " + recipes.argument(recipe, 4));
    }
  }

  private Object object(int argument) {
    return objects[recipes.argument(recipe, argument)];
  }

  private Class<?> type(int argument) {
    return (Class<?>) object(argument);
  }

  private Class<?>[] types(int from, int to) {
    Class<?>[] types = new Class<?>[to - from];
    for (int i = from; i < to; i++) {
      types[i - from] = type(i);
    }
    return types;
  }
}
