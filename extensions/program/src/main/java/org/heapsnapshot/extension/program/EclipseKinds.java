package org.heapsnapshot.extension.program;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.collections.api.factory.Sets;
import org.eclipse.collections.impl.bag.mutable.HashBag;
import org.eclipse.collections.impl.bimap.mutable.HashBiMap;
import org.eclipse.collections.impl.map.mutable.ConcurrentHashMap;
import org.eclipse.collections.impl.map.mutable.UnifiedMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntObjectHashMap;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.eclipse.collections.impl.set.mutable.UnifiedSet;

/** Collections of Eclipse Collections. */
public final class EclipseKinds {
  private EclipseKinds() {}

  /** By name. */
  public static Map<String, Maker> all() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put("UnifiedMap", FastutilKinds.map(UnifiedMap::new));
    all.put("ConcurrentHashMap", FastutilKinds.map(ConcurrentHashMap::new));
    all.put("HashBiMap", FastutilKinds.map(HashBiMap::new));
    all.put("UnifiedSet", (keys, values) -> UnifiedSet.newSet(keys));
    all.put("ImmutableSet", (keys, values) -> Sets.immutable.withAll(keys));
    all.put(
        "ImmutableMap",
        (keys, values) -> {
          UnifiedMap<Object, Object> map = new UnifiedMap<>();
          for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
          }
          return map.toImmutable();
        });
    all.put(
        "ObjectIntHashMap",
        (keys, values) -> {
          ObjectIntHashMap<Object> map = new ObjectIntHashMap<>();
          for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i).length());
          }
          return map;
        });
    all.put("HashBag", (keys, values) -> HashBag.newBag(keys).toMapOfItemToCount().keySet());
    all.put(
        "IntObjectHashMap",
        (keys, values) -> {
          IntObjectHashMap<Object> map = new IntObjectHashMap<>();
          for (int i = 0; i < keys.size(); i++) {
            map.put(1000 * i, keys.get(i));
          }
          return UnifiedSet.newSet(map.values());
        });
    return all;
  }
}
