package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.runtime.format.RecipeKind;

/** The recipes of section RECIPES: which of their arguments are objects. */
enum RecipeCall {
  CHARSET(RecipeKind.CHARSET, 1, 1),
  LOCALE(RecipeKind.LOCALE, 4, 4),
  PATTERN(RecipeKind.PATTERN, 2, 1),
  THREAD_LOCAL(RecipeKind.THREAD_LOCAL, 0, 0),
  TIME_ZONE(RecipeKind.TIME_ZONE, 1, 1),
  CURRENCY(RecipeKind.CURRENCY, 1, 1),
  ZONE_ID(RecipeKind.ZONE_ID, 1, 1),
  ELEMENT(RecipeKind.ELEMENT, 2, 1);

  private final int kind;
  private final int argumentCount;
  private final int objectCount;

  RecipeCall(int kind, int argumentCount, int objectCount) {
    this.kind = kind;
    this.argumentCount = argumentCount;
    this.objectCount = objectCount;
  }

  /**
   * The call of a captured recipe.
   *
   * @throws IllegalArgumentException if its kind is unknown or its number of arguments is wrong
   */
  static RecipeCall of(CapturedObject.Recipe recipe) {
    for (RecipeCall call : values()) {
      if (call.kind == recipe.kind()) {
        if (call.argumentCount != recipe.arguments().length) {
          throw new IllegalArgumentException(
              "recipe "
                  + call
                  + " takes "
                  + call.argumentCount
                  + " arguments: found="
                  + recipe.arguments().length);
        }
        return call;
      }
    }
    throw new IllegalArgumentException("unknown recipe: kind=" + recipe.kind());
  }

  /** Whether an argument is an object id; objects come before plain numbers. */
  boolean isObject(int argument) {
    return argument < objectCount;
  }
}
