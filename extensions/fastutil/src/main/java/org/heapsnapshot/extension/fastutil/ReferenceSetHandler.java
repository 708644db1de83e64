package org.heapsnapshot.extension.fastutil;

import org.heapsnapshot.runtime.extension.Handles;

/** Sets whose elements are hashed by identity. */
@Handles({})
public final class ReferenceSetHandler extends OpenHashHandler {
  /** Used by the build and by every start. */
  public ReferenceSetHandler() {
    super("Reference(Linked)?OpenHashSet");
  }

  @Override
  public boolean isMap() {
    return false;
  }

  @Override
  public int hash(Object key) {
    return System.identityHashCode(key);
  }
}
