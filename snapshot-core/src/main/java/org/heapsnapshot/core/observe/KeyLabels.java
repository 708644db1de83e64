package org.heapsnapshot.core.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * Pairs the keys of two hashed collections whose order says nothing: by what a key is (a class, a
 * text, an object that was matched elsewhere), else by what is in it, a few levels deep.
 */
final class KeyLabels {
  private static final int DEPTH = 5;
  private static final int WIDTH = 64;

  private final CapturedHeap first;
  private final CapturedHeap second;
  private final int[] toSecond;
  private final int[] toFirst;
  private final IntFunction<HashedCollection> viewInFirst;
  private final IntFunction<HashedCollection> viewInSecond;

  KeyLabels(
      CapturedHeap first,
      CapturedHeap second,
      int[] toSecond,
      int[] toFirst,
      IntFunction<HashedCollection> viewInFirst,
      IntFunction<HashedCollection> viewInSecond) {
    this.viewInFirst = viewInFirst;
    this.viewInSecond = viewInSecond;
    this.first = first;
    this.second = second;
    this.toSecond = toSecond;
    this.toFirst = toFirst;
  }

  /** For each key of the first its index in the second; shorter when some has no partner. */
  int[] pair(int[] keys, int[] others) {
    Map<String, ArrayDeque<Integer>> byLabel = new HashMap<>();
    for (int j = 0; j < others.length; j++) {
      String label = label(second, others[j], DEPTH);
      byLabel.computeIfAbsent(label, l -> new ArrayDeque<>()).add(j);
    }
    int[] pairing = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      ArrayDeque<Integer> candidates = byLabel.get(label(first, keys[i], DEPTH));
      if (candidates == null || candidates.isEmpty()) {
        return new int[0];
      }
      pairing[i] = candidates.poll();
    }
    return pairing;
  }

  private String label(CapturedHeap heap, int id, int depth) {
    if (id == 0) {
      return "null";
    }
    if (heap == first && toSecond[id] != 0) {
      return "#" + id;
    }
    if (heap == second && toFirst[id] != 0) {
      return "#" + toFirst[id];
    }
    CapturedObject object = heap.objects().get(id - 1);
    HashedCollection view = (heap == first ? viewInFirst : viewInSecond).apply(id);
    if (depth > 0 && view != null) {
      return describe(heap, object) + label(heap, view, depth);
    }
    if (depth > 0 && object instanceof CapturedObject.Instance instance) {
      return label(heap, instance, depth);
    }
    if (depth > 0 && object instanceof CapturedObject.Recipe recipe) {
      return label(heap, recipe, depth);
    }
    if (depth > 0 && object instanceof CapturedObject.ReferenceArray array) {
      StringBuilder text = new StringBuilder(describe(heap, object)).append('[');
      for (int i = 0; i < Math.min(WIDTH, array.elements().length); i++) {
        text.append(label(heap, array.elements()[i], depth - 1)).append(',');
      }
      return text.append(']').toString();
    }
    if (depth > 0 && object instanceof CapturedObject.PrimitiveArray array) {
      return describe(heap, object) + " " + Arrays.hashCode(array.data());
    }
    return describe(heap, object);
  }

  /** Entries in an order of their own: that of the collection may be different in the other. */
  private String label(CapturedHeap heap, HashedCollection view, int depth) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < view.keys().length; i++) {
      entries.add(
          label(heap, view.keys()[i], depth - 1) + "=" + label(heap, view.values()[i], depth - 1));
    }
    entries.sort(null);
    return entries.toString();
  }

  private String label(CapturedHeap heap, CapturedObject.Instance instance, int depth) {
    CapturedClass c = heap.classes().get(instance.classIndex());
    StringBuilder text = new StringBuilder(c.name()).append('{');
    for (int f = 0; f < instance.values().length; f++) {
      if (c.fields().get(f).isReference()) {
        text.append(label(heap, (int) instance.values()[f], depth - 1));
      } else {
        text.append(instance.values()[f]);
      }
      text.append(',');
    }
    return text.append('}').toString();
  }

  /** With its parts at the same depth: of one recipe there are few, and never itself again. */
  private String label(CapturedHeap heap, CapturedObject.Recipe recipe, int depth) {
    int[] arguments = recipe.arguments();
    int objects = RecipeKind.objectArguments(recipe.kind(), arguments.length);
    StringBuilder text = new StringBuilder(describe(heap, recipe)).append('(');
    for (int i = 0; i < arguments.length; i++) {
      text.append(i < objects ? label(heap, arguments[i], depth) : "" + arguments[i]).append(',');
    }
    return text.append(')').toString();
  }

  /** What an object is, without what it refers to; equal for symbols that mean the same. */
  String describe(CapturedHeap heap, CapturedObject object) {
    List<CapturedClass> classes = heap.classes();
    if (object instanceof CapturedObject.Text text) {
      return (text.interned() ? "the literal \"" : "the string \"") + text.text() + "\"";
    }
    if (object instanceof CapturedObject.ClassMirror mirror) {
      return "class " + classes.get(mirror.classIndex()).name();
    }
    if (object instanceof CapturedObject.StaticField symbol) {
      CapturedClass c = classes.get(symbol.classIndex());
      return "static " + c.name() + "." + c.fields().get(symbol.field()).name();
    }
    if (object instanceof CapturedObject.JdkEnum symbol) {
      return classes.get(symbol.classIndex()).name() + "." + symbol.constant();
    }
    if (object instanceof CapturedObject.SmallBox box) {
      return classes.get(box.classIndex()).name() + " " + box.value();
    }
    if (object instanceof CapturedObject.BuiltinLoader loader) {
      return "class loader " + loader.loader();
    }
    if (object instanceof CapturedObject.Instance instance) {
      return "an object of " + classes.get(instance.classIndex()).name();
    }
    if (object instanceof CapturedObject.ReferenceArray array) {
      return "an array " + classes.get(array.classIndex()).name() + " " + array.elements().length;
    }
    if (object instanceof CapturedObject.PrimitiveArray array) {
      return "an array " + classes.get(array.classIndex()).name() + " " + array.length();
    }
    if (object instanceof CapturedObject.FactoryCall call) {
      return call.owner().replace('/', '.') + "." + call.method() + "(...)";
    }
    return "recipe " + ((CapturedObject.Recipe) object).kind();
  }
}
