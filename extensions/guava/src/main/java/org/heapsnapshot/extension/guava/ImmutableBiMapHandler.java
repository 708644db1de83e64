package org.heapsnapshot.extension.guava;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import org.heapsnapshot.runtime.extension.Handles;

/**
 * {@code RegularImmutableBiMap}: as the map, with a table by values, too. Its parts are keys and
 * values, but hashed all alike, so it is not told to be a map.
 */
@Handles({})
public final class ImmutableBiMapHandler extends GuavaHandler {
  /** How to make maps of one copy. */
  private record Maker(Copy copy, Class<?> entry, Constructor<?> map) {}

  private final Map<Class<?>, Maker> makers = new HashMap<>();

  /** Used by the build and by every start. */
  public ImmutableBiMapHandler() {}

  @Override
  boolean isKnown(Class<?> type) throws ReflectiveOperationException {
    return Copy.has(type, "RegularImmutableBiMap")
        && Map.class.isAssignableFrom(type)
        && declares(type, "keyTable", "valueTable", "entries", "mask", "hashCode", "inverse")
        && maker(type) != null;
  }

  private Maker maker(Class<?> type) throws ReflectiveOperationException {
    Maker maker = makers.get(type);
    if (maker == null) {
      Class<?> entry = Copy.entry(type);
      Class<?> table = entry.arrayType();
      Constructor<?> map =
          Copy.constructor(type, table, table, Map.Entry[].class, int.class, int.class);
      maker = new Maker(Copy.of(type), entry, map);
      makers.put(type, maker);
    }
    return maker;
  }

  @Override
  public boolean isMap() {
    return false;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"keyTable", "valueTable", "entries", "mask", "hashCode"};
  }

  @Override
  Object[] entries(Object object) {
    return keysAndValues((Map<?, ?>) object);
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    Maker maker;
    try {
      maker = maker(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    int n = parts.length / 2;
    Object[] entries = (Object[]) Array.newInstance(maker.entry, n);
    Object[] byKey = (Object[]) Array.newInstance(maker.entry, Copy.tableSize(n));
    Object[] byValue = byKey.clone();
    int mask = byKey.length - 1;
    int hash = 0;
    for (int i = 0; i < n; i++) {
      Object key = parts[2 * i];
      Object value = parts[2 * i + 1];
      int k = maker.copy.smeared(key) & mask;
      int v = maker.copy.smeared(value) & mask;
      Object entry = maker.copy.entry(key, value, byKey[k], byValue[v]);
      byKey[k] = entry;
      byValue[v] = entry;
      entries[i] = entry;
      hash += key.hashCode() ^ value.hashCode();
    }
    return Copy.make(maker.map, byKey, byValue, entries, mask, hash);
  }

  @Override
  public boolean finds(Object map, Object keyOrValue, Object none) {
    return HashBiMapHandler.finds((Map<?, ?>) map, keyOrValue);
  }
}
