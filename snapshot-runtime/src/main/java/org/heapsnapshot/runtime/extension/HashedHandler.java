package org.heapsnapshot.runtime.extension;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/**
 * Re-seeds collections that are arranged by the hash codes of their keys. Those whose keys have the
 * same hash codes in every process are copied as they are and cost nothing at start; only the
 * others are rebuilt, from their entries, by {@link #make}.
 *
 * <p>{@link #parts} answers the entries in iteration order: key, value, key, value for a map, the
 * elements otherwise. {@link #make} is given the same again and hashes them anew; hashing may run
 * code of the program. {@link #madeFields} must name the fields of the arrangement, cached hash
 * codes of the collection among them.
 */
public abstract class HashedHandler extends Handler {
  /** For subclasses. */
  protected HashedHandler() {}

  /** Whether parts are keys and values alternately; always the same. */
  public abstract boolean isMap();

  /** The names of the fields of the arrangement. */
  @Override
  public abstract String[] madeFields(Class<?> type);

  /**
   * The hash code that the collection arranges a key by. Runs at build.
   *
   * @param key a key or element, may be null
   */
  public int hash(Object key) {
    return Objects.hashCode(key);
  }

  /**
   * Whether a collection finds a key of its own. Runs when an image is verified.
   *
   * @param value the value of the key, null for a collection that is no map
   */
  public boolean finds(Object collection, Object key, Object value) {
    if (collection instanceof Map) {
      Map<?, ?> map = (Map<?, ?>) collection;
      return map.containsKey(key) && map.get(key) == value;
    }
    return !(collection instanceof Collection) || ((Collection<?>) collection).contains(key);
  }
}
