package org.heapsnapshot.extension.fastutil;

import org.heapsnapshot.runtime.extension.Handles;

/** Sets whose elements are hashed by their own hash codes. */
@Handles({})
public final class ObjectSetHandler extends OpenHashHandler {
  /** Used by the build and by every start. */
  public ObjectSetHandler() {
    super("Object(Linked)?OpenHashSet");
  }

  @Override
  public boolean isMap() {
    return false;
  }
}
