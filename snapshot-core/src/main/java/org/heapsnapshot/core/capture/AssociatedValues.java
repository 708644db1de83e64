package org.heapsnapshot.core.capture;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * The values that a heap's objects of subclasses of {@code ClassValue} hold for classes that
 * another process finds by name; for others the program computes them again. Confined to one
 * thread.
 */
final class AssociatedValues {
  private static final int[] NONE = {};

  private record Entries(int[] keys, int[] values) {}

  private final ClassValues source;
  private final Predicate<Class<?>> hasName;
  private final ToIntFunction<Object> id;
  private final Map<Integer, Entries> found = new HashMap<>();
  private Map<Object, Map<Class<?>, Object>> all;

  /**
   * @param hasName whether another process finds a class by its name
   * @param id gives an object an id
   */
  AssociatedValues(ClassValues source, Predicate<Class<?>> hasName, ToIntFunction<Object> id) {
    this.source = source;
    this.hasName = hasName;
    this.id = id;
  }

  /** Takes in the values of an object, if it is one that has some. */
  void add(int object, Object o) {
    if (!(o instanceof ClassValue<?> classValue)) {
      return;
    }
    if (all == null) {
      all = source.read();
    }
    List<Integer> keys = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    all.getOrDefault(ClassValues.identity(classValue), Map.of())
        .forEach(
            (type, value) -> {
              if (hasName.test(type) && !Proxy.isProxyClass(type)) {
                keys.add(id.applyAsInt(type));
                values.add(id.applyAsInt(value));
              }
            });
    found.put(object, new Entries(array(keys), array(values)));
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The view of an object, or null when it has no such values. */
  HashedCollection view(int object) {
    Entries entries = found.get(object);
    return entries == null
        ? null
        : new HashedCollection(
            object,
            ReseedKind.CLASS_VALUE,
            NONE,
            entries.keys(),
            entries.values(),
            new int[entries.keys().length],
            false);
  }
}
