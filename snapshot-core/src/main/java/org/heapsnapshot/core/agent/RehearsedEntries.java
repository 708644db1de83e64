package org.heapsnapshot.core.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.HashedEntries;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Pairs the entries of a captured collection with those of a live one: in their order where it is
 * kept, else by what the keys are. Calls no method of a key. Guarded by the child; no lambdas, as
 * in {@link ObserveSink}.
 */
final class RehearsedEntries {
  /** Boxes of numbers that {@code valueOf} does not cache are captured as objects. */
  private static final Set<String> BOXES =
      Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Character");

  /**
   * Two entries that belong together.
   *
   * @param key object id
   * @param value object id
   */
  record Pair(int key, int value, HashedEntries.Entry now) {}

  private final CapturedHeap heap;
  private final ToIntFunction<Object> known;
  private final IntPredicate met;

  /**
   * @param known the id of an object that was met before and is not a value, or 0
   * @param met whether an object of an id was, and is not
   */
  RehearsedEntries(CapturedHeap heap, ToIntFunction<Object> known, IntPredicate met) {
    this.heap = heap;
    this.known = known;
    this.met = met;
  }

  /** Whether the entries of a collection can be paired. */
  static boolean isOne(HashedCollection collection, Object now) {
    int kind = HashedEntries.kind(now);
    // What is in the others may come and go, or was made by a handler.
    return kind != 0 && kind != ReseedKind.WEAK_HASH_MAP && kind == collection.kind();
  }

  /**
   * The pairs.
   *
   * @return null when there are more or fewer entries, or some key has no partner
   */
  List<Pair> pairs(HashedCollection collection, Object now) {
    List<HashedEntries.Entry> entries = HashedEntries.of(now, collection.kind());
    int[] keys = collection.keys();
    if (entries.size() != keys.length) {
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
    for (HashedEntries.Entry entry : entries) {
      String label = label(entry.key());
      ArrayDeque<HashedEntries.Entry> same = byLabel.get(label);
      if (same == null) {
        same = new ArrayDeque<>();
        byLabel.put(label, same);
      }
      same.add(entry);
    }
    for (int i = 0; i < keys.length; i++) {
      String label = label(keys[i]);
      ArrayDeque<HashedEntries.Entry> partners = byLabel.get(label);
      if (partners != null && !partners.isEmpty() && (isUnique(label) || partners.size() == 1)) {
        pairs.add(new Pair(keys[i], collection.values()[i], partners.poll()));
      } else if (isUnique(label)) {
        return null;
      }
    }
    for (Map.Entry<String, ArrayDeque<HashedEntries.Entry>> rest : byLabel.entrySet()) {
      if (isUnique(rest.getKey()) && !rest.getValue().isEmpty()) {
        return null;
      }
    }
    return pairs;
  }

  /** Whether a label says which key it is, and not only of which class, or nothing. */
  private static boolean isUnique(String label) {
    return label.charAt(0) != '?';
  }

  private String label(Object key) {
    if (key == null) {
      return "null";
    }
    if (key instanceof String text) {
      return '"' + text;
    }
    if (key instanceof Class<?> c) {
      return "class " + c.getName();
    }
    if (key instanceof Enum<?> e && e.getDeclaringClass().getClassLoader() == null) {
      return e.getDeclaringClass().getName() + "." + e.name();
    }
    if (isBox(key)) {
      return box(key);
    }
    int id = known.applyAsInt(key);
    return id == 0 ? "?" + key.getClass().getName() : "#" + id;
  }

  private static boolean isBox(Object key) {
    return key instanceof Integer
        || key instanceof Long
        || key instanceof Short
        || key instanceof Byte
        || key instanceof Character
        || key instanceof Boolean;
  }

  private static String box(Object key) {
    long value =
        key instanceof Character c
            ? c
            : key instanceof Boolean b ? (b ? 1 : 0) : ((Number) key).longValue();
    return key.getClass().getName() + " " + value;
  }

  private String label(int id) {
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
      return box ? type + " " + instance.values()[0] : met.test(id) ? "#" + id : "?" + type;
    }
    return met.test(id) ? "#" + id : "?";
  }

  private String name(int classIndex) {
    return heap.classes().get(classIndex).name();
  }
}
