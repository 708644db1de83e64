package org.heapsnapshot.extension.guava;

import java.util.HashMap;
import java.util.Map;
import org.heapsnapshot.runtime.extension.HashedHandler;

/**
 * A collection that some copy of Guava arranges. Whether it does so as this extension thinks is
 * tried with each object: one made anew must find what the object holds.
 */
abstract class GuavaHandler extends HashedHandler {
  private final Map<Class<?>, Boolean> handled = new HashMap<>();

  /** Whether the class is what the handler knows, with all that it needs to make objects of it. */
  abstract boolean isKnown(Class<?> type) throws ReflectiveOperationException;

  /** Entries in iteration order. */
  abstract Object[] entries(Object object);

  @Override
  public final boolean handles(Class<?> type) {
    Boolean known = handled.get(type);
    if (known == null) {
      try {
        known = isKnown(type);
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        known = false;
      }
      handled.put(type, known);
    }
    return known;
  }

  @Override
  public final Object[] parts(Object object) {
    Object[] entries = entries(object);
    try {
      Object made = make(object.getClass(), entries.clone());
      int step = isMap() ? 2 : 1;
      for (int i = 0; i < entries.length; i += step) {
        if (!finds(made, entries[i], step == 2 ? entries[i + 1] : null)) {
          return null;
        }
      }
      return made.getClass() == object.getClass() ? entries : null;
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Keys and values of a map alternately, without the views it would keep when asked for them. */
  static Object[] keysAndValues(Map<?, ?> map) {
    Object[] parts = new Object[2 * map.size()];
    int[] n = new int[1];
    map.forEach(
        (key, value) -> {
          parts[n[0]++] = key;
          parts[n[0]++] = value;
        });
    return parts;
  }
}
