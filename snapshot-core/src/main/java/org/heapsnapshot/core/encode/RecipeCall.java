package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * The arguments of a recipe of section RECIPES.
 *
 * @param objects how many of them are objects; they come before plain numbers
 */
record RecipeCall(int objects) {

  /**
   * The call of a captured recipe.
   *
   * @throws IllegalArgumentException if its kind is unknown or its number of arguments is wrong
   */
  static RecipeCall of(CapturedObject.Recipe recipe) {
    int objects = RecipeKind.objectArguments(recipe.kind(), recipe.arguments().length);
    if (objects < 0) {
      throw new IllegalArgumentException(
          "unknown recipe: kind=" + recipe.kind() + " arguments=" + recipe.arguments().length);
    }
    return new RecipeCall(objects);
  }

  /** Whether an argument is an object id. */
  boolean isObject(int argument) {
    return argument < objects;
  }
}
