package org.heapsnapshot.extension.clojure;

import clojure.lang.PersistentHashMap;
import clojure.lang.Util;
import java.util.Map;
import org.heapsnapshot.runtime.extension.Handles;
import org.heapsnapshot.runtime.extension.HashedHandler;

/**
 * {@code PersistentHashMap}, which is also what is inside of {@code PersistentHashSet}: a trie over
 * the bits of {@code hasheq}.
 *
 * <p>Leaves the hash codes empty that collections cache: a list of vars has another one in every
 * process. Zero has meant <em>not computed</em> since Clojure 1.9.
 */
@Handles(
    value = "clojure.lang.PersistentHashMap",
    needs = "clojure.core$swap_vals_BANG_",
    caches = {
      "clojure.lang.APersistentMap._hash",
      "clojure.lang.APersistentMap._hasheq",
      "clojure.lang.APersistentSet._hash",
      "clojure.lang.APersistentSet._hasheq",
      "clojure.lang.APersistentVector._hash",
      "clojure.lang.APersistentVector._hasheq",
      "clojure.lang.ASeq._hash",
      "clojure.lang.ASeq._hasheq",
      "clojure.lang.PersistentQueue._hash",
      "clojure.lang.PersistentQueue._hasheq",
      "clojure.lang.Ref$TVal.point"
    })
public final class HashMapHandler extends HashedHandler {
  /** Used by the build and by every start. */
  public HashMapHandler() {}

  @Override
  public boolean isMap() {
    return true;
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return new String[] {"count", "root", "hasNull", "nullValue"};
  }

  @Override
  public int hash(Object key) {
    return Util.hasheq(key);
  }

  @Override
  public Object[] parts(Object object) {
    PersistentHashMap map = (PersistentHashMap) object;
    Object[] parts = new Object[2 * map.count()];
    int n = 0;
    for (Object o : map) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) o;
      parts[n++] = entry.getKey();
      parts[n++] = entry.getValue();
    }
    return parts;
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    return PersistentHashMap.create(parts);
  }
}
