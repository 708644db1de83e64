package org.heapsnapshot.extension.scala;

import org.heapsnapshot.runtime.extension.Handles;
import scala.collection.mutable.HashMap;
import scala.collection.mutable.LinkedHashMap;
import scala.collection.mutable.Map;

/** {@code HashMap} and {@code LinkedHashMap} of {@code scala.collection.mutable}. */
@Handles({"scala.collection.mutable.HashMap", "scala.collection.mutable.LinkedHashMap"})
public final class MutableMapHandler extends ScalaMapHandler {
  /** Used by the build and by every start. */
  public MutableMapHandler() {}

  @Override
  public String[] madeFields(Class<?> type) {
    return isLinked(type)
        ? new String[] {
          "firstEntry",
          "lastEntry",
          "scala$collection$mutable$LinkedHashMap$$table",
          "threshold",
          "contentSize"
        }
        : new String[] {
          "scala$collection$mutable$HashMap$$table", "threshold", "contentSize", "loadFactor"
        };
  }

  private static boolean isLinked(Class<?> type) {
    return type.getSimpleName().startsWith("Linked");
  }

  @Override
  public Object[] parts(Object object) {
    Class<?> type = object.getClass();
    return declares(type, madeFields(type)) ? keysAndValues((Map<?, ?>) object) : null;
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    Map<Object, Object> map = isLinked(type) ? new LinkedHashMap<>() : new HashMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      map.update(parts[i], parts[i + 1]);
    }
    return map;
  }
}
