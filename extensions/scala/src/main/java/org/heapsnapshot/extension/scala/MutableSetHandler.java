package org.heapsnapshot.extension.scala;

import org.heapsnapshot.runtime.extension.Handles;
import scala.collection.mutable.HashSet;
import scala.collection.mutable.LinkedHashSet;
import scala.collection.mutable.Set;

/** {@code HashSet} and {@code LinkedHashSet} of {@code scala.collection.mutable}. */
@Handles({"scala.collection.mutable.HashSet", "scala.collection.mutable.LinkedHashSet"})
public final class MutableSetHandler extends ScalaSetHandler {
  /** Used by the build and by every start. */
  public MutableSetHandler() {}

  @Override
  public String[] madeFields(Class<?> type) {
    return isLinked(type)
        ? new String[] {
          "firstEntry",
          "lastEntry",
          "scala$collection$mutable$LinkedHashSet$$table",
          "threshold",
          "contentSize"
        }
        : new String[] {
          "scala$collection$mutable$HashSet$$table", "threshold", "contentSize", "loadFactor"
        };
  }

  private static boolean isLinked(Class<?> type) {
    return type.getSimpleName().startsWith("Linked");
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    Set<Object> set = isLinked(type) ? new LinkedHashSet<>() : new HashSet<>();
    for (Object part : parts) {
      set.add(part);
    }
    return set;
  }
}
