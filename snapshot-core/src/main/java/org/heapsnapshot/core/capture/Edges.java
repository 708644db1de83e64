package org.heapsnapshot.core.capture;

import java.util.List;
import java.util.function.IntFunction;
import org.heapsnapshot.runtime.format.RecipeKind;

/** The references of a captured object to others. */
final class Edges {
  private static final int[] NONE = {};

  private Edges() {}

  /** Ids of the objects that {@code object} refers to, without null. */
  static int[] of(CapturedObject object, IntFunction<List<CapturedField>> fieldsOf) {
    if (object instanceof CapturedObject.ReferenceArray array) {
      return compact(array.elements().clone(), array.elements().length);
    }
    if (object instanceof CapturedObject.Instance instance) {
      List<CapturedField> fields = fieldsOf.apply(instance.classIndex());
      int[] targets = new int[instance.values().length];
      int n = 0;
      for (int f = 0; f < targets.length; f++) {
        if (fields.get(f).isReference()) {
          targets[n++] = (int) instance.values()[f];
        }
      }
      return compact(targets, n);
    }
    if (object instanceof CapturedObject.FactoryCall call) {
      return compact(call.arguments().clone(), call.arguments().length);
    }
    if (object instanceof CapturedObject.Recipe recipe) {
      int objects = RecipeKind.objectArguments(recipe.kind(), recipe.arguments().length);
      return compact(recipe.arguments().clone(), objects);
    }
    return NONE;
  }

  private static int[] compact(int[] targets, int length) {
    int n = 0;
    for (int i = 0; i < length; i++) {
      if (targets[i] != 0) {
        targets[n++] = targets[i];
      }
    }
    return n == targets.length ? targets : java.util.Arrays.copyOf(targets, n);
  }

  /** The field or element of {@code from} that holds {@code target}. */
  static String describe(
      CapturedObject from, int target, IntFunction<List<CapturedField>> fieldsOf) {
    if (from instanceof CapturedObject.ReferenceArray array) {
      for (int i = 0; i < array.elements().length; i++) {
        if (array.elements()[i] == target) {
          return "[" + i + "]";
        }
      }
    }
    if (from instanceof CapturedObject.Instance instance) {
      List<CapturedField> fields = fieldsOf.apply(instance.classIndex());
      for (int f = 0; f < instance.values().length; f++) {
        if (fields.get(f).isReference() && instance.values()[f] == target) {
          return "." + fields.get(f).name();
        }
      }
    }
    return from instanceof CapturedObject.Recipe || from instanceof CapturedObject.FactoryCall
        ? "(argument)"
        : "(entry)";
  }
}
