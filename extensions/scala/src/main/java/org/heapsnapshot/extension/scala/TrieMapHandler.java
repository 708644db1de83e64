package org.heapsnapshot.extension.scala;

import org.heapsnapshot.runtime.extension.Handles;
import scala.collection.concurrent.TrieMap;

/** {@code TrieMap}, unless it hashes or compares as the program says. */
@Handles("scala.collection.concurrent.TrieMap")
public final class TrieMapHandler extends ScalaMapHandler {
  /** Used by the build and by every start. */
  public TrieMapHandler() {}

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"root"};
  }

  @Override
  public Object[] parts(Object object) {
    TrieMap<?, ?> map = (TrieMap<?, ?>) object;
    boolean known =
        map.hashing() instanceof TrieMap.MangledHashing
            && map.equality().getClass() == new TrieMap<>().equality().getClass()
            && declares(map.getClass(), "hashingobj", "equalityobj", "rootupdater", "root");
    return known ? keysAndValues(map) : null;
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    TrieMap<Object, Object> map = new TrieMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      map.update(parts[i], parts[i + 1]);
    }
    return map;
  }
}
