package org.heapsnapshot.extension.fastutil;

import org.heapsnapshot.runtime.extension.Handles;

/** Maps whose keys are hashed by their own hash codes. */
@Handles({})
public final class ObjectMapHandler extends OpenHashHandler {
  /** Used by the build and by every start. */
  public ObjectMapHandler() {
    super("Object2[A-Z][a-z]+(Linked)?OpenHashMap");
  }

  @Override
  public boolean isMap() {
    return true;
  }
}
