package org.heapsnapshot.core.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The values that watched objects of subclasses of {@code ClassValue} hold, by the numbers of the
 * objects. Confined to one thread.
 */
final class WatchedClassValues {
  /** Is told what has changed. */
  interface Listener {
    /**
     * A value is new, another or not there any more.
     *
     * @param value null when there is none
     */
    void changed(int object, Class<?> type, Object value);
  }

  private final ClassValues source;
  private final Map<Integer, ClassValue<?>> objects = new HashMap<>();
  private final Map<Integer, Map<Class<?>, Object>> known = new HashMap<>();

  WatchedClassValues(ClassValues source) {
    this.source = source;
  }

  /** Remembers the values of an object. */
  void add(int object, ClassValue<?> classValue) {
    objects.put(object, classValue);
    known.put(object, now(classValue));
  }

  /** The values that an object holds now. */
  Map<Class<?>, Object> now(ClassValue<?> classValue) {
    return source.read().getOrDefault(ClassValues.identity(classValue), Map.of());
  }

  /** The values that an object is known to hold; none for one that is not watched. */
  Collection<Object> values(int object) {
    return known.getOrDefault(object, Map.of()).values();
  }

  /** Tells what has changed since the last call. */
  void changes(Listener listener) {
    if (objects.isEmpty()) {
      return;
    }
    Map<Object, Map<Class<?>, Object>> all = source.read();
    for (Map.Entry<Integer, ClassValue<?>> e : objects.entrySet()) {
      Map<Class<?>, Object> before = known.get(e.getKey());
      Map<Class<?>, Object> now = all.getOrDefault(ClassValues.identity(e.getValue()), Map.of());
      known.put(e.getKey(), now);
      for (Map.Entry<Class<?>, Object> value : now.entrySet()) {
        Class<?> type = value.getKey();
        if (!before.containsKey(type) || before.get(type) != value.getValue()) {
          listener.changed(e.getKey(), type, value.getValue());
        }
      }
      for (Class<?> type : before.keySet()) {
        if (!now.containsKey(type)) {
          listener.changed(e.getKey(), type, null);
        }
      }
    }
  }
}
