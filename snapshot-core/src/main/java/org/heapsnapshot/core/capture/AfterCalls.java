package org.heapsnapshot.core.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * The calls of a captured heap that are made after filling, by the object they are made for, which
 * is their receiver. Immutable.
 */
public final class AfterCalls {
  private static final int[] NONE = {};

  private final Map<Integer, int[]> byReceiver = new HashMap<>();

  /** Those among the objects of a heap. */
  public AfterCalls(List<CapturedObject> objects) {
    for (int id = 1; id <= objects.size(); id++) {
      if (objects.get(id - 1) instanceof CapturedObject.Recipe recipe
          && recipe.kind() == RecipeKind.AFTER) {
        int receiver = recipe.arguments()[1];
        int[] known = of(receiver);
        int[] more = java.util.Arrays.copyOf(known, known.length + 1);
        more[known.length] = id;
        byReceiver.put(receiver, more);
      }
    }
  }

  /** The recipes of an object, in order. */
  public int[] of(int receiver) {
    return byReceiver.getOrDefault(receiver, NONE);
  }
}
