package org.heapsnapshot.extension.program;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** A hash table that no extension knows. */
final class OwnTable {
  private final Object[] keys = new Object[256];
  private final Object[] values = new Object[256];

  void put(Object key, Object value) {
    int slot = slot(key);
    keys[slot] = key;
    values[slot] = value;
  }

  private int slot(Object key) {
    int slot = key.hashCode() & 255;
    while (keys[slot] != null && keys[slot] != key) {
      slot = slot + 1 & 255;
    }
    return slot;
  }

  /** Finds keys, and nothing more. */
  Map<Object, Object> asMap() {
    return new AbstractMap<>() {
      @Override
      public Set<Entry<Object, Object>> entrySet() {
        return Set.of();
      }

      @Override
      public Object get(Object key) {
        return values[slot(key)];
      }

      @Override
      public boolean containsKey(Object key) {
        return keys[slot(key)] == key;
      }

      @Override
      public Object put(Object key, Object value) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
