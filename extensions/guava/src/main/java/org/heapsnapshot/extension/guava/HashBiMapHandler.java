package org.heapsnapshot.extension.guava;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.heapsnapshot.runtime.extension.Handles;

/**
 * {@code HashBiMap}, whose entries keep the hash codes of key and value. Its parts are keys and
 * values, but hashed all alike, so it is not told to be a map.
 */
@Handles({})
public final class HashBiMapHandler extends GuavaHandler {
  private static final String[] MADE = {
    "hashTableKToV",
    "hashTableVToK",
    "firstInKeyInsertionOrder",
    "lastInKeyInsertionOrder",
    "size",
    "mask"
  };

  /** Used by the build and by every start. */
  public HashBiMapHandler() {}

  @Override
  boolean isKnown(Class<?> type) throws ReflectiveOperationException {
    if (!Copy.has(type, "HashBiMap") || !Map.class.isAssignableFrom(type)) {
      return false;
    }
    String[] fields = new String[MADE.length + 2];
    System.arraycopy(MADE, 0, fields, 0, MADE.length);
    fields[MADE.length] = "modCount";
    fields[MADE.length + 1] = "inverse";
    return declares(type, fields) && create(type).getReturnType() == type;
  }

  private static Method create(Class<?> type) throws NoSuchMethodException {
    return type.getMethod("create", int.class);
  }

  @Override
  public boolean isMap() {
    return false;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return MADE.clone();
  }

  @Override
  Object[] entries(Object object) {
    return keysAndValues((Map<?, ?>) object);
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    try {
      @SuppressWarnings("unchecked")
      Map<Object, Object> map = (Map<Object, Object>) create(type).invoke(null, parts.length / 2);
      for (int i = 0; i < parts.length; i += 2) {
        map.put(parts[i], parts[i + 1]);
      }
      return map;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean finds(Object map, Object keyOrValue, Object none) {
    return finds((Map<?, ?>) map, keyOrValue);
  }

  /** Whether a bimap finds it from one side or the other. */
  static boolean finds(Map<?, ?> map, Object keyOrValue) {
    return map.containsKey(keyOrValue) || map.containsValue(keyOrValue);
  }
}
