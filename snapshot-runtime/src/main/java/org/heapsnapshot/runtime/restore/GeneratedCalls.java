package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Array;
import org.heapsnapshot.image.Calls;
import org.heapsnapshot.runtime.format.RecipeKind;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.JdkObjects;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;

/**
 * Makes the calls of recipes through the class that was generated for the image, and the arrays
 * among their arguments. A class of its own, loaded only when an image holds such recipes.
 *
 * <p>Late calls take objects that are allocated and not filled. The builder lets only such calls be
 * late that do no more with those than to keep them.
 */
final class GeneratedCalls {
  private final JdkObjects recipes;
  private final Object[] objects;

  GeneratedCalls(JdkObjects recipes, Object[] objects) {
    this.recipes = recipes;
    this.objects = objects;
  }

  /**
   * Finds out whether every call of the image, those of lazy units included, can be made.
   *
   * @throws Refusal when one cannot
   */
  static void checkAll(Image image) {
    JdkObjects recipes = image.jdkObjects;
    int previous = 0;
    int expected = 0;
    for (int i = 0; i < recipes.recipeCount; i++) {
      int kind = recipes.recipeKind(i);
      if (kind != RecipeKind.CALL && kind != RecipeKind.AFTER) {
        continue;
      }
      int call = image.strings.textOfObject(recipes.argument(i, 0));
      if (call != previous || expected == 0) {
        expected = 1 + arguments(image.strings.text(call));
        previous = call;
      }
      if (expected != recipes.argumentCount(i)) {
        throw new Refusal(
            LoadResult.RECIPE_FAILED, "recipe " + i + ": no call " + image.strings.text(call));
      }
    }
  }

  private static int arguments(String call) {
    try {
      return Calls.arguments(call);
    } catch (LinkageError e) {
      throw new Refusal(LoadResult.RECIPE_FAILED, e.toString());
    }
  }

  /** Makes the late ones of recipes {@code from} to {@code to}, in the order of their numbers. */
  void makeLate(int from, int to) {
    for (int i = from; i < to; i++) {
      if (recipes.isLate(i) && recipes.recipeKind(i) != RecipeKind.AFTER) {
        objects[recipes.firstRecipe + i] = make(i);
      }
    }
  }

  /** Makes the calls among recipes {@code from} to {@code to} that need filled objects. */
  void makeAfter(int from, int to) {
    for (int i = from; i < to; i++) {
      if (recipes.recipeKind(i) == RecipeKind.AFTER) {
        objects[recipes.firstRecipe + i] = make(i);
      }
    }
  }

  /**
   * Makes one recipe, whose arguments are there.
   *
   * @throws IllegalStateException when the call answers nothing
   */
  Object make(int i) {
    int others = recipes.argumentCount(i) - 1;
    boolean array = recipes.recipeKind(i) == RecipeKind.ARRAY;
    Object[] arguments =
        array ? (Object[]) Array.newInstance((Class<?>) object(i, 0), others) : new Object[others];
    for (int j = 0; j < others; j++) {
      arguments[j] = object(i, j + 1);
    }
    Object made = array ? arguments : Calls.call((String) object(i, 0), arguments);
    if (made == null) {
      throw new IllegalStateException(object(i, 0) + " answers null");
    }
    return made;
  }

  private Object object(int i, int argument) {
    return objects[recipes.argument(i, argument)];
  }
}
