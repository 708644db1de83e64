package org.heapsnapshot.extension.eclipse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.runtime.extension.HashedHandler;

/** A mutable map that is made anew by {@code put}. */
abstract class MapHandler extends HashedHandler {
  /** A map without entries. */
  abstract Map<Object, Object> empty(int entries);

  @Override
  public final boolean isMap() {
    return true;
  }

  @Override
  public final Object[] parts(Object object) {
    if (!declares(object.getClass(), madeFields(object.getClass()))) {
      return null;
    }
    List<Object> parts = new ArrayList<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) object).entrySet()) {
      parts.add(entry.getKey());
      parts.add(entry.getValue());
    }
    return parts.toArray();
  }

  @Override
  public final Object make(Class<?> type, Object[] parts) {
    Map<Object, Object> map = empty(parts.length / 2);
    for (int i = 0; i < parts.length; i += 2) {
      map.put(parts[i], parts[i + 1]);
    }
    return map;
  }
}
