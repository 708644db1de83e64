package org.heapsnapshot.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.ToIntFunction;

/**
 * Entries of weak hash maps: an entry is kept only when something else keeps its key, and only then
 * is its value followed.
 */
final class WeakMaps {
  private static final Set<String> TABLE_FIELDS = Set.of("table", "size", "threshold", "queue");

  private final ToIntFunction<Object> id;
  private final ToIntFunction<Object> kept;

  /**
   * @param kept the id of a key, 0 when nothing but maps like these holds it
   */
  WeakMaps(ToIntFunction<Object> id, ToIntFunction<Object> kept) {
    this.id = id;
    this.kept = kept;
  }

  static boolean isTableField(Class<?> declaring, CapturedField field) {
    return declaring == WeakHashMap.class && TABLE_FIELDS.contains(field.name());
  }

  /** Gives ids to the values of kept entries. */
  void traceReachable(List<Integer> maps, List<Object> live) {
    for (int map : new ArrayList<>(maps)) {
      for (Map.Entry<Object, Object> entry : entries(live.get(map - 1))) {
        if (entry.getKey() == null || kept.applyAsInt(entry.getKey()) != 0) {
          id.applyAsInt(entry.getValue());
        }
      }
    }
  }

  /** All entries in table order, read without calling a method that a program may override. */
  static List<Map.Entry<Object, Object>> entries(Object map) {
    List<Map.Entry<Object, Object>> result = new ArrayList<>();
    Object[] table = (Object[]) Peek.get(map, WeakHashMap.class, "table");
    Object nullKey = nullKey();
    for (Object head : table) {
      for (Object e = head; e != null; e = Peek.get(e, e.getClass(), "next")) {
        Object key = Peek.get(e, java.lang.ref.Reference.class, "referent");
        Object value = Peek.get(e, e.getClass(), "value");
        if (key != null) {
          result.add(new java.util.AbstractMap.SimpleEntry<>(key == nullKey ? null : key, value));
        }
      }
    }
    return result;
  }

  private static Object nullKey() {
    try {
      return Peek.reference(
          WeakHashMap.class, Peek.offset(WeakHashMap.class.getDeclaredField("NULL_KEY"), true));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
