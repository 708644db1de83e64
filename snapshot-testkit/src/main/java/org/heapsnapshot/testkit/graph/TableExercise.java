package org.heapsnapshot.testkit.graph;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks up, removes and puts back every key of every collection with look-ups in a graph, and adds
 * keys of its own until the table grows. All contents are as before afterwards, in the same order
 * of insertion. Not thread-safe.
 */
public final class TableExercise {
  private static final int FRESH = 200;

  private final List<String> failures = new ArrayList<>();
  private int tables;
  private int lookUps;

  private TableExercise() {}

  /**
   * What was done.
   *
   * @param failures what did not behave; empty when all did
   */
  public record Result(int tables, int lookUps, List<String> failures) {}

  /** Exercises every map and set that can be reached from a root. */
  public static Result of(Object root) {
    TableExercise exercise = new TableExercise();
    ObjectFields fields = new ObjectFields();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> work = new ArrayDeque<>(List.of(root));
    List<Object> tables = new ArrayList<>();
    while (!work.isEmpty()) {
      Object object = work.poll();
      if (object == null || !seen.add(object)) {
        continue;
      }
      if (object instanceof Map || object instanceof Set) {
        tables.add(object);
      }
      for (Object child : children(fields, object)) {
        if (child != null) {
          work.add(child);
        }
      }
    }
    for (Object table : tables) {
      exercise.tables++;
      exercise.table(table);
    }
    return new Result(exercise.tables, exercise.lookUps, List.copyOf(exercise.failures));
  }

  private static List<Object> children(ObjectFields fields, Object object) {
    List<Object> children = new ArrayList<>();
    if (object instanceof Object[] array) {
      Collections.addAll(children, array);
    } else if (object instanceof Map<?, ?> map) {
      children.addAll(map.keySet());
      children.addAll(map.values());
    } else if (object instanceof Collection<?> collection) {
      children.addAll(collection);
    }
    for (Field field : fields.of(object.getClass())) {
      if (!field.getType().isPrimitive()) {
        children.add(ObjectFields.get(field, object));
      }
    }
    return children;
  }

  @SuppressWarnings("unchecked") // what is put back was there, what is new is removed again
  private void table(Object table) {
    if (table instanceof Map<?, ?> map) {
      map((Map<Object, Object>) map);
    } else {
      set((Set<Object>) table);
    }
  }

  private void map(Map<Object, Object> map) {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(new java.util.AbstractMap.SimpleEntry<>(key, value)));
    int size = map.size();
    expect(map, "size", size == entries.size());
    boolean mutable = true;
    for (Map.Entry<Object, Object> entry : entries) {
      Object key = entry.getKey();
      Object value = entry.getValue();
      expect(map, "containsKey", map.containsKey(key));
      expect(map, "get", map.get(key) == value);
      try {
        if (mutable) {
          expect(map, "remove", map.remove(key) == value && map.size() == size - 1);
          expect(map, "removed", !map.containsKey(key));
          expect(map, "put", map.put(key, value) == null && map.size() == size);
          expect(map, "put again", map.put(key, value) == value && map.size() == size);
        }
      } catch (UnsupportedOperationException immutable) {
        mutable = false;
      }
    }
    if (mutable && size > 0 && acceptsObjects(map)) {
      grow(map, entries);
    }
  }

  /** Sorted maps and maps of enums take keys of one class only. */
  private static boolean acceptsObjects(Map<Object, Object> map) {
    return !(map instanceof java.util.SortedMap) && !(map instanceof java.util.EnumMap);
  }

  private void grow(Map<Object, Object> map, List<Map.Entry<Object, Object>> entries) {
    List<Object> fresh = new ArrayList<>();
    for (int i = 0; i < FRESH; i++) {
      Object key = i % 2 == 0 ? new Object() : "fresh key " + i;
      fresh.add(key);
      expect(map, "put of a new key", map.put(key, key) == null);
    }
    for (Map.Entry<Object, Object> entry : entries) {
      expect(map, "get after growth", map.get(entry.getKey()) == entry.getValue());
    }
    for (Object key : fresh) {
      expect(map, "remove of a new key", map.remove(key) == key);
    }
    expect(map, "size after growth", map.size() == entries.size());
  }

  private void set(Set<Object> set) {
    List<Object> elements = new ArrayList<>(set);
    int size = set.size();
    expect(set, "size", size == elements.size());
    boolean mutable = true;
    for (Object element : elements) {
      expect(set, "contains", set.contains(element));
      try {
        if (mutable) {
          expect(set, "add again", !set.add(element) && set.size() == size);
          expect(set, "remove", set.remove(element) && set.size() == size - 1);
          expect(set, "removed", !set.contains(element) && !set.remove(element));
          expect(set, "add", set.add(element) && set.size() == size);
        }
      } catch (UnsupportedOperationException immutable) {
        mutable = false;
      }
    }
  }

  private void expect(Object table, String what, boolean holds) {
    lookUps++;
    if (!holds && failures.size() < 20) {
      failures.add(table.getClass().getName() + " of " + size(table) + ": " + what);
    }
  }

  private static int size(Object table) {
    return table instanceof Map<?, ?> map ? map.size() : ((Set<?>) table).size();
  }
}
