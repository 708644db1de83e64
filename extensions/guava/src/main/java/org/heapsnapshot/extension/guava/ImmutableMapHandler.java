package org.heapsnapshot.extension.guava;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import org.heapsnapshot.runtime.extension.Handles;

/** {@code RegularImmutableMap}: entries in order of insertion, and chains of them in a table. */
@Handles(
    value = {},
    caches = "*.collect.ImmutableEnumSet.hashCode")
public final class ImmutableMapHandler extends GuavaHandler {
  /** How to make maps of one copy. */
  private record Maker(Copy copy, Class<?> entry, Constructor<?> map) {}

  private final Map<Class<?>, Maker> makers = new HashMap<>();

  /** Used by the build and by every start. */
  public ImmutableMapHandler() {}

  @Override
  boolean isKnown(Class<?> type) throws ReflectiveOperationException {
    return Copy.has(type, "RegularImmutableMap")
        && Map.class.isAssignableFrom(type)
        && declares(type, madeFields(type))
        && maker(type) != null;
  }

  private Maker maker(Class<?> type) throws ReflectiveOperationException {
    Maker maker = makers.get(type);
    if (maker == null) {
      Class<?> entry = Copy.entry(type);
      Constructor<?> map = Copy.constructor(type, Map.Entry[].class, entry.arrayType(), int.class);
      maker = new Maker(Copy.of(type), entry, map);
      makers.put(type, maker);
    }
    return maker;
  }

  @Override
  public boolean isMap() {
    return true;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"entries", "table", "mask"};
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
    Object[] table = (Object[]) Array.newInstance(maker.entry, Copy.tableSize(n));
    int mask = table.length - 1;
    for (int i = 0; i < n; i++) {
      Object key = parts[2 * i];
      int slot = maker.copy.smeared(key) & mask;
      table[slot] = maker.copy.entry(key, parts[2 * i + 1], table[slot]);
      entries[i] = table[slot];
    }
    return Copy.make(maker.map, entries, table, mask);
  }
}
