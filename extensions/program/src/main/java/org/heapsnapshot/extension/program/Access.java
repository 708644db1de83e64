package org.heapsnapshot.extension.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.collections.api.map.ImmutableMap;
import org.eclipse.collections.api.map.primitive.MutableObjectIntMap;
import org.eclipse.collections.api.set.ImmutableSet;
import scala.jdk.javaapi.CollectionConverters;

/** Looks at any of the collections in the same way. */
public final class Access {
  private final Map<Object, Object> map;
  private final Set<Object> set;
  private final MutableObjectIntMap<Object> numbers;

  private Access(Map<Object, Object> map, Set<Object> set, MutableObjectIntMap<Object> numbers) {
    this.map = map;
    this.set = set;
    this.numbers = numbers;
  }

  /** Of a collection that some {@link Maker} made. */
  @SuppressWarnings("unchecked")
  public static Access of(Object collection) {
    if (collection instanceof Map) {
      return new Access((Map<Object, Object>) collection, null, null);
    }
    if (collection instanceof Set) {
      return new Access(null, (Set<Object>) collection, null);
    }
    if (collection instanceof MutableObjectIntMap) {
      return new Access(null, null, (MutableObjectIntMap<Object>) collection);
    }
    if (collection instanceof ImmutableMap) {
      return new Access(((ImmutableMap<Object, Object>) collection).castToMap(), null, null);
    }
    if (collection instanceof ImmutableSet) {
      return new Access(null, ((ImmutableSet<Object>) collection).castToSet(), null);
    }
    if (collection instanceof OwnTable) {
      return new Access(((OwnTable) collection).asMap(), null, null);
    }
    if (collection instanceof scala.collection.mutable.Map) {
      return new Access(
          CollectionConverters.asJava((scala.collection.mutable.Map<Object, Object>) collection),
          null,
          null);
    }
    if (collection instanceof scala.collection.Map) {
      return new Access(
          CollectionConverters.asJava((scala.collection.Map<Object, Object>) collection),
          null,
          null);
    }
    if (collection instanceof scala.collection.mutable.Set) {
      return new Access(
          null,
          CollectionConverters.asJava((scala.collection.mutable.Set<Object>) collection),
          null);
    }
    return new Access(
        null, CollectionConverters.asJava((scala.collection.Set<Object>) collection), null);
  }

  /** Number of entries. */
  public int size() {
    return map != null ? map.size() : set != null ? set.size() : numbers.size();
  }

  /** Whether a key is found, with its value. */
  public boolean finds(Object key, String value) {
    if (set != null) {
      return set.contains(key);
    }
    if (numbers != null) {
      return numbers.containsKey(key) && numbers.get(key) == value.length();
    }
    Object found = map.get(key);
    boolean same = found instanceof Integer ? (Integer) found == value.length() : found == value;
    return same && map.containsKey(key);
  }

  /** Keys in iteration order. */
  public List<Object> keys() {
    return new ArrayList<>(map != null ? map.keySet() : set != null ? set : numbers.keySet());
  }

  /** Adds a key; answers whether this collection can be changed. */
  public boolean put(Object key, String value) {
    try {
      if (set != null) {
        set.add(key);
      } else if (numbers != null) {
        numbers.put(key, value.length());
      } else {
        boolean toNumbers = !map.isEmpty() && map.values().iterator().next() instanceof Integer;
        map.put(key, toNumbers ? (Object) value.length() : value);
      }
      return true;
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /** Removes a key of a collection that can be changed. */
  public void remove(Object key) {
    if (set != null) {
      set.remove(key);
    } else if (numbers != null) {
      numbers.remove(key);
    } else {
      map.remove(key);
    }
  }
}
