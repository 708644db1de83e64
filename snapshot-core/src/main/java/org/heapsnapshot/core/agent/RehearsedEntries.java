package org.heapsnapshot.core.agent;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.HashedEntries;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Pairs the entries of a captured collection with those of a live one: in their order where it is
 * kept, else by what the keys are. Calls no method of a key. Guarded by the child; no lambdas, as
 * in {@link ObserveSink}.
 */
final class RehearsedEntries {
  /** Boxes of numbers that {@code valueOf} does not cache are captured as objects. */
  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Float");

  /**
   * Two entries that belong together.
   *
   * @param key object id
   * @param value object id
   */
  record Pair(int key, int value, HashedEntries.Entry now) {}

  private final CapturedHeap heap;
  private static final int DEPTH = 4;
  private static final int WIDTH = 64;

  private final ToIntFunction<Object> known;
  private final IntPredicate met;
  private final Shapes shapes;
  private final Map<String, Integer> classIndices = new HashMap<>();

  /** The objects whose fields are not as captured: collections, and what handlers make. */
  private final BitSet arranged = new BitSet();

  /** Tells which fields of objects say what they are. */
  interface Shapes {
    /**
     * Where they are, by field of a class; -1 for those that say nothing.
     *
     * @param c the class of the index in this JVM
     */
    long[] offsets(Class<?> c, int classIndex);
  }

  /**
   * @param known the id of an object that was met before and is not a value, or 0
   * @param met whether an object of an id was, and is not
   */
  RehearsedEntries(
      CapturedHeap heap, ToIntFunction<Object> known, IntPredicate met, Shapes shapes) {
    this.heap = heap;
    this.shapes = shapes;
    for (int i = 0; i < heap.classes().size(); i++) {
      classIndices.put(heap.classes().get(i).name(), i);
    }
    for (HashedCollection collection : heap.hashed()) {
      arranged.set(collection.object());
    }
    this.known = known;
    this.met = met;
  }

  /** Whether the entries of a collection can be paired. */
  static boolean isOne(HashedCollection collection, Object now) {
    int kind = HashedEntries.kind(now);
    return kind != 0 && kind == collection.kind(); // The others were made by a handler.
  }

  /**
   * The pairs.
   *
   * @return null when there are more or fewer entries, or some key has no partner
   */
  List<Pair> pairs(HashedCollection collection, Object now) {
    List<HashedEntries.Entry> entries = HashedEntries.of(now, collection.kind());
    int[] keys = collection.keys();
    boolean isWeak = collection.kind() == ReseedKind.WEAK_HASH_MAP; // Others may come and go.
    if (entries.size() != keys.length && !isWeak) {
      return null;
    }
    List<Pair> pairs = new ArrayList<>();
    if (collection.kind() == ReseedKind.LINKED_HASH_MAP) {
      for (int i = 0; i < keys.length; i++) {
        pairs.add(new Pair(keys[i], collection.values()[i], entries.get(i)));
      }
      return pairs;
    }
    Map<String, ArrayDeque<HashedEntries.Entry>> byLabel = new HashMap<>();
    Map<String, Integer> count = new HashMap<>();
    for (HashedEntries.Entry entry : entries) {
      String label = label(entry.key(), DEPTH);
      ArrayDeque<HashedEntries.Entry> same = byLabel.get(label);
      if (same == null) {
        same = new ArrayDeque<>();
        byLabel.put(label, same);
      }
      same.add(entry);
      count.put(label, same.size());
    }
    Map<String, Integer> observed = new HashMap<>();
    for (int key : keys) {
      observed.merge(label(key, DEPTH), 1, Integer::sum);
    }
    for (int i = 0; i < keys.length; i++) {
      String label = label(keys[i], DEPTH);
      ArrayDeque<HashedEntries.Entry> partners = byLabel.get(label);
      if (partners == null || partners.isEmpty()) {
        if (isKey(label) || tellsAll(label)) {
          return null;
        }
        continue;
      }
      HashedEntries.Entry partner = partners.poll();
      // Of several that look the same nobody knows which is which.
      boolean isOnlyOne = count.get(label) == 1 && observed.get(label) == 1;
      if (isKey(label) || isOnlyOne && !label.equals("?")) {
        pairs.add(new Pair(keys[i], collection.values()[i], partner));
      }
    }
    for (Map.Entry<String, ArrayDeque<HashedEntries.Entry>> rest : byLabel.entrySet()) {
      if (isKey(rest.getKey()) && !rest.getValue().isEmpty() && !isWeak) {
        return null;
      }
    }
    return pairs;
  }

  /** Whether a label says which key it is, and not how it looks. */
  private static boolean isKey(String label) {
    return label.charAt(0) != '?';
  }

  /** Whether nothing in how a key looks is unknown: what a call answers, or what is too deep. */
  private static boolean tellsAll(String label) {
    return !label.equals("?") && !label.contains("?,") && !label.contains("{}");
  }

  private String label(Object key, int depth) {
    if (key == null) {
      return "null";
    }
    if (key instanceof String text) {
      return '"' + text;
    }
    if (key instanceof Class<?> c) {
      boolean isNumbered = Proxy.isProxyClass(c) || c.isHidden(); // Its name says nothing.
      return isNumbered ? "?" : "class " + c.getName();
    }
    if (key instanceof Enum<?> e && e.getDeclaringClass().getClassLoader() == null) {
      return e.getDeclaringClass().getName() + "." + e.name();
    }
    if (isBox(key)) {
      return box(key);
    }
    int id = known.applyAsInt(key);
    return id == 0 ? shape(key, depth) : "#" + id;
  }

  private static boolean isBox(Object key) {
    return key instanceof Integer
        || key instanceof Long
        || key instanceof Short
        || key instanceof Byte
        || key instanceof Double
        || key instanceof Float
        || key instanceof Character
        || key instanceof Boolean;
  }

  private static String box(Object key) {
    if (key instanceof Double d) {
      return "java.lang.Double " + Double.doubleToRawLongBits(d);
    }
    if (key instanceof Float f) {
      return "java.lang.Float " + Float.floatToRawIntBits(f);
    }
    long value =
        key instanceof Character c
            ? c
            : key instanceof Boolean b ? (b ? 1 : 0) : ((Number) key).longValue();
    return key.getClass().getName() + " " + value;
  }

  private String label(int id, int depth) {
    if (id == 0) {
      return "null";
    }
    CapturedObject key = heap.objects().get(id - 1);
    if (key instanceof CapturedObject.Text text) {
      return '"' + text.text();
    }
    if (key instanceof CapturedObject.ClassMirror mirror) {
      return "class " + name(mirror.classIndex());
    }
    if (key instanceof CapturedObject.JdkEnum constant) {
      return name(constant.classIndex()) + "." + constant.constant();
    }
    if (key instanceof CapturedObject.SmallBox box) {
      return name(box.classIndex()) + " " + box.value();
    }
    if (key instanceof CapturedObject.Instance instance) {
      String type = name(instance.classIndex());
      boolean box = BOXES.contains(type);
      return box
          ? type + " " + instance.values()[0]
          : met.test(id) ? "#" + id : arranged.get(id) ? "?" : shape(instance, depth);
    }
    if (key instanceof CapturedObject.ReferenceArray array && !met.test(id)) {
      StringBuilder text = new StringBuilder("?" + name(array.classIndex())).append('[');
      for (int i = 0; i < Math.min(WIDTH, array.elements().length) && depth > 0; i++) {
        text.append(label(array.elements()[i], depth - 1)).append(',');
      }
      return text.append(']').toString();
    }
    return met.test(id) ? "#" + id : "?";
  }

  /** What is in an object, a few levels deep; the same for a live one. */
  private String shape(CapturedObject.Instance instance, int depth) {
    CapturedClass type = heap.classes().get(instance.classIndex());
    StringBuilder text = new StringBuilder("?").append(type.name()).append('{');
    for (int f = 0; f < instance.values().length && depth > 0; f++) {
      CapturedField field = type.fields().get(f);
      if (says(field)) {
        long value = instance.values()[f];
        text.append(field.isReference() ? label((int) value, depth - 1) : "" + value).append(',');
      }
    }
    return text.append('}').toString();
  }

  private String shape(Object key, int depth) {
    Class<?> c = key.getClass();
    StringBuilder text = new StringBuilder("?").append(c.getName());
    if (key instanceof Object[] elements) {
      text.append('[');
      for (int i = 0; i < Math.min(WIDTH, elements.length) && depth > 0; i++) {
        text.append(label(elements[i], depth - 1)).append(',');
      }
      return text.append(']').toString();
    }
    Integer index = classIndices.get(c.getName());
    if (index == null) {
      return "?";
    }
    text.append('{');
    CapturedClass type = heap.classes().get(index);
    long[] offsets = shapes.offsets(c, index);
    for (int f = 0; f < offsets.length && depth > 0; f++) {
      CapturedField field = type.fields().get(f);
      if (says(field)) {
        boolean isThere = offsets[f] >= 0;
        text.append(
                field.isReference()
                    ? label(isThere ? Peek.reference(key, offsets[f]) : null, depth - 1)
                    : "" + (isThere ? Peek.primitive(key, offsets[f], field.kind()) : 0))
            .append(',');
      }
    }
    return text.append('}').toString();
  }

  /** Whether a field of a key does not only remember what can be computed again. */
  private static boolean says(CapturedField field) {
    return field.treatment() == CapturedField.Treatment.COPIED
        && !field.name().toLowerCase(Locale.ROOT).contains("hash")
        && !RehearsedState.isRemembering(field.name());
  }

  private String name(int classIndex) {
    return heap.classes().get(classIndex).name();
  }
}
