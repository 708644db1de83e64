package org.heapsnapshot.extension.eclipse;

import java.util.Map;
import org.eclipse.collections.impl.map.mutable.ConcurrentHashMap;
import org.heapsnapshot.runtime.extension.Handles;

/** {@code ConcurrentHashMap} of Eclipse Collections; that of the JDK needs no extension. */
@Handles("org.eclipse.collections.impl.map.mutable.ConcurrentHashMap")
public final class ConcurrentMapHandler extends MapHandler {
  /** Used by the build and by every start. */
  public ConcurrentMapHandler() {}

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"table", "partitionedSize", "size"};
  }

  @Override
  Map<Object, Object> empty(int entries) {
    return ConcurrentHashMap.newMap(Math.max(entries, 16));
  }
}
