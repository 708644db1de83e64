package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.capture.CapturedObject;

/**
 * Section RECIPES: JDK calls to be repeated; arguments that are objects have lower ids.
 *
 * <pre>
 * Recipes := count:int unit:int[count] kind:int[count] argStart:int[count + 1] arg:int[…]
 * </pre>
 */
final class RecipesSection {
  private RecipesSection() {}

  static Section of(Numbering ids) {
    IntSequence unit = new IntSequence();
    IntSequence kind = new IntSequence();
    IntSequence start = new IntSequence().add(0);
    IntSequence arguments = new IntSequence();
    for (int i = 0; i < ids.recipeCount(); i++) {
      CapturedObject.Recipe recipe = (CapturedObject.Recipe) ids.object(ids.firstRecipe() + i);
      RecipeCall call = RecipeCall.of(recipe);
      for (int k = 0; k < recipe.arguments().length; k++) {
        int argument = recipe.arguments()[k];
        arguments.add(call.isObject(k) ? ids.imageId(argument) : argument);
      }
      unit.add(ids.unitOf(ids.firstRecipe() + i));
      kind.add(recipe.kind());
      start.add(arguments.size());
    }
    return Section.ofInts(
        new IntSequence()
            .add(ids.recipeCount())
            .addAll(unit)
            .addAll(kind)
            .addAll(start)
            .addAll(arguments));
  }
}
