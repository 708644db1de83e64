package org.heapsnapshot.extension.guava;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.runtime.extension.Handles;

/**
 * The set of entries that an immutable map or bimap keeps once it was asked for it. It looks up in
 * the map, but holds the list of entries itself, and they are links of the map's chains.
 */
@Handles({})
public final class EntrySetHandler extends GuavaHandler {
  /** Used by the build and by every start. */
  public EntrySetHandler() {}

  @Override
  boolean isKnown(Class<?> type) throws ReflectiveOperationException {
    return Copy.has(type, "ImmutableMapEntrySet$RegularEntrySet")
        && Set.class.isAssignableFrom(type)
        && declares(type, "map", "entries")
        && constructor(type) != null
        && Copy.of(type) != null;
  }

  private static Constructor<?> constructor(Class<?> type) throws ReflectiveOperationException {
    return Copy.constructor(type, Copy.find(type, "ImmutableMap"), Map.Entry[].class);
  }

  @Override
  public boolean isMap() {
    return true;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"entries"};
  }

  @Override
  Object[] entries(Object object) {
    Set<?> set = (Set<?>) object;
    Object[] parts = new Object[2 * set.size()];
    int n = 0;
    for (Object o : set) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) o;
      parts[n++] = entry.getKey();
      parts[n++] = entry.getValue();
    }
    return parts;
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    try {
      Copy copy = Copy.of(type);
      Object[] entries = (Object[]) Array.newInstance(Copy.entry(type), parts.length / 2);
      for (int i = 0; i < entries.length; i++) {
        entries[i] = copy.entry(parts[2 * i], parts[2 * i + 1], null);
      }
      return Copy.make(constructor(type), null, entries);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Looks for no entry: one that is made to be looked at has no map. */
  @Override
  public boolean finds(Object set, Object key, Object value) {
    for (Object o : (Set<?>) set) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) o;
      if (entry.getKey() == key) {
        return entry.getValue() == value;
      }
    }
    return false;
  }
}
