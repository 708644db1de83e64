package org.heapsnapshot.extension.eclipse;

import org.eclipse.collections.impl.set.mutable.UnifiedSet;
import org.heapsnapshot.runtime.extension.Handles;
import org.heapsnapshot.runtime.extension.HashedHandler;

/** {@code UnifiedSet}: elements in one table, and chains of them in buckets. */
@Handles("org.eclipse.collections.impl.set.mutable.UnifiedSet")
public final class UnifiedSetHandler extends HashedHandler {
  /** Used by the build and by every start. */
  public UnifiedSetHandler() {}

  @Override
  public boolean isMap() {
    return false;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"table", "occupied", "loadFactor", "maxSize"};
  }

  @Override
  public Object[] parts(Object object) {
    boolean known =
        declares(object.getClass(), "table", "occupied")
            && declares(object.getClass().getSuperclass(), "loadFactor", "maxSize");
    return known ? ((UnifiedSet<?>) object).toArray() : null;
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    UnifiedSet<Object> set = UnifiedSet.newSet(parts.length);
    for (Object part : parts) {
      set.add(part);
    }
    return set;
  }
}
