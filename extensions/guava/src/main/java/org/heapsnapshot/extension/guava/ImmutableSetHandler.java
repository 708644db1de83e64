package org.heapsnapshot.extension.guava;

import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.runtime.extension.Handles;

/**
 * {@code RegularImmutableSet}: elements in order of insertion, a table of them with open
 * addressing, and the sum of their hash codes.
 */
@Handles({})
public final class ImmutableSetHandler extends GuavaHandler {
  /** How to make sets of one copy. */
  private record Maker(Copy copy, Constructor<?> set) {}

  private final Map<Class<?>, Maker> makers = new HashMap<>();

  /** Used by the build and by every start. */
  public ImmutableSetHandler() {}

  @Override
  boolean isKnown(Class<?> type) throws ReflectiveOperationException {
    return Copy.has(type, "RegularImmutableSet")
        && Set.class.isAssignableFrom(type)
        && declares(type, "elements", "hashCode", "table", "mask")
        && maker(type) != null;
  }

  private Maker maker(Class<?> type) throws ReflectiveOperationException {
    Maker maker = makers.get(type);
    if (maker == null) {
      Class<?> array = Object[].class;
      maker = new Maker(Copy.of(type), Copy.constructor(type, array, int.class, array, int.class));
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
    return new String[] {"hashCode", "table", "mask"};
  }

  @Override
  Object[] entries(Object object) {
    return ((Set<?>) object).toArray();
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    Maker maker;
    try {
      maker = maker(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    int size = Integer.highestOneBit(Math.max(parts.length - 1, 1)) << 1;
    Object[] table = new Object[size * 0.7 < parts.length ? size << 1 : size];
    int mask = table.length - 1;
    int sum = 0;
    for (Object element : parts) {
      int slot = maker.copy.smeared(element) & mask;
      while (table[slot] != null) {
        slot = slot + 1 & mask;
      }
      table[slot] = element;
      sum += element.hashCode();
    }
    return Copy.make(maker.set, parts, sum, table, mask);
  }
}
