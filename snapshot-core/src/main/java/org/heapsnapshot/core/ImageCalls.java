package org.heapsnapshot.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.rewrite.CallsClass;
import org.heapsnapshot.runtime.format.RecipeKind;

/** The class that makes the calls of the recipes of an image, as an entry of that image. */
final class ImageCalls {
  private ImageCalls() {}

  private static boolean isCall(CapturedObject.Recipe recipe) {
    return recipe.kind() == RecipeKind.CALL || recipe.kind() == RecipeKind.AFTER;
  }

  /** One entry, or none when no recipe is such a call. */
  static Map<String, byte[]> entries(CapturedHeap heap) {
    TreeSet<String> calls = new TreeSet<>();
    for (CapturedObject object : heap.objects()) {
      if (object instanceof CapturedObject.Recipe recipe && isCall(recipe)) {
        CapturedObject method = heap.objects().get(recipe.arguments()[0] - 1);
        calls.add(((CapturedObject.Text) method).text());
      }
    }
    Map<String, byte[]> entries = new TreeMap<>();
    if (!calls.isEmpty()) {
      entries.put(CallsClass.NAME + ".class", CallsClass.generate(List.copyOf(calls)));
    }
    return entries;
  }
}
