package org.heapsnapshot.extension.scala;

import org.heapsnapshot.runtime.extension.Handles;
import scala.collection.immutable.HashSet;

/** {@code scala.collection.immutable.HashSet}. */
@Handles("scala.collection.immutable.HashSet")
public final class ImmutableSetHandler extends ScalaSetHandler {
  /** Used by the build and by every start. */
  public ImmutableSetHandler() {}

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"rootNode"};
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    HashSet<Object> set = new HashSet<>();
    for (Object part : parts) {
      set = set.incl(part);
    }
    return set;
  }
}
