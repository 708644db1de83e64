package org.heapsnapshot.extension.eclipse;

import java.util.Map;
import org.eclipse.collections.impl.map.mutable.UnifiedMap;
import org.heapsnapshot.runtime.extension.Handles;

/** {@code UnifiedMap}: keys and values alternately in one table, and chains of them in arrays. */
@Handles("org.eclipse.collections.impl.map.mutable.UnifiedMap")
public final class UnifiedMapHandler extends MapHandler {
  /** Used by the build and by every start. */
  public UnifiedMapHandler() {}

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"table", "occupied", "loadFactor", "maxSize"};
  }

  @Override
  Map<Object, Object> empty(int entries) {
    return UnifiedMap.newMap(entries);
  }
}
