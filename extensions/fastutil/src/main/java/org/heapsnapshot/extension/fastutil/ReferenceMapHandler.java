package org.heapsnapshot.extension.fastutil;

import org.heapsnapshot.runtime.extension.Handles;

/** Maps whose keys are hashed by identity. */
@Handles({})
public final class ReferenceMapHandler extends OpenHashHandler {
  /** Used by the build and by every start. */
  public ReferenceMapHandler() {
    super("Reference2[A-Z][a-z]+(Linked)?OpenHashMap");
  }

  @Override
  public boolean isMap() {
    return true;
  }

  @Override
  public int hash(Object key) {
    return System.identityHashCode(key);
  }
}
