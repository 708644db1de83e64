package org.heapsnapshot.extension.clojure;

import clojure.lang.MethodImplCache;
import clojure.lang.PersistentHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.runtime.extension.Handles;
import org.heapsnapshot.runtime.extension.HashedHandler;

/**
 * The cache by which a function of a protocol finds its implementation for a class: a table whose
 * size and shift were chosen so that the identity hashes of the classes do not collide, or a map
 * where no such numbers were found.
 */
@Handles("clojure.lang.MethodImplCache")
public final class MethodCacheHandler extends HashedHandler {
  /** As in {@code clojure.core}. */
  private static final int MAX_MASK_BITS = 13;

  /** Used by the build and by every start. */
  public MethodCacheHandler() {}

  @Override
  public boolean isMap() {
    return true;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"shift", "mask", "table", "map"};
  }

  @Override
  public Object[] parts(Object object) {
    MethodImplCache cache = (MethodImplCache) object;
    List<Object> parts = new ArrayList<>();
    if (cache.map != null) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) cache.map).entrySet()) {
        parts.add(entry.getKey());
        parts.add(entry.getValue());
      }
      return parts.toArray();
    }
    for (int i = 0; i + 1 < cache.table.length; i += 2) {
      if (cache.table[i] != null) {
        parts.add(cache.table[i]);
        parts.add(cache.table[i + 1]);
      }
    }
    return parts.toArray();
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    for (int bits = 1; bits <= MAX_MASK_BITS; bits++) {
      int mask = (1 << bits) - 1;
      for (int shift = 0; shift < Integer.SIZE; shift++) {
        Object[] table = table(parts, shift, mask);
        if (table != null) {
          return new MethodImplCache(null, null, null, shift, mask, table);
        }
      }
    }
    return new MethodImplCache(null, null, null, PersistentHashMap.create(parts));
  }

  /** The table in which each class is found at its place, or null when two have the same. */
  private static Object[] table(Object[] parts, int shift, int mask) {
    Object[] table = new Object[2 * (mask + 1)];
    for (int i = 0; i < parts.length; i += 2) {
      int at = ((parts[i].hashCode() >> shift) & mask) << 1;
      if (table[at] != null) {
        return null;
      }
      table[at] = parts[i];
      table[at + 1] = parts[i + 1];
    }
    return table;
  }

  @Override
  public boolean finds(Object collection, Object key, Object value) {
    MethodImplCache cache = (MethodImplCache) collection;
    MethodImplCache.Entry entry = (MethodImplCache.Entry) value;
    return cache.fnFor((Class<?>) key) == (entry == null ? null : entry.fn);
  }
}
