package org.heapsnapshot.extension.program;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectLinkedOpenHashSet;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import it.unimi.dsi.fastutil.objects.Reference2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.objects.Reference2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ReferenceOpenHashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collections of fastutil. */
public final class FastutilKinds {
  private FastutilKinds() {}

  /** By name. */
  public static Map<String, Maker> all() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put("Object2ObjectOpenHashMap", map(Object2ObjectOpenHashMap::new));
    all.put("Object2ObjectLinkedOpenHashMap", map(Object2ObjectLinkedOpenHashMap::new));
    all.put("Reference2ObjectOpenHashMap", map(Reference2ObjectOpenHashMap::new));
    all.put("Reference2ObjectLinkedOpenHashMap", map(Reference2ObjectLinkedOpenHashMap::new));
    all.put("ObjectOpenHashSet", (keys, values) -> new ObjectOpenHashSet<>(keys));
    all.put("ObjectLinkedOpenHashSet", (keys, values) -> new ObjectLinkedOpenHashSet<>(keys));
    all.put("ReferenceOpenHashSet", (keys, values) -> new ReferenceOpenHashSet<>(keys));
    all.put(
        "Object2IntOpenHashMap",
        (keys, values) -> {
          Object2IntOpenHashMap<Object> map = new Object2IntOpenHashMap<>();
          for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i).length());
          }
          return map;
        });
    return all;
  }

  /** Fills maps that are empty. */
  static Maker map(Supplier<Map<Object, Object>> empty) {
    return (keys, values) -> filled(empty.get(), keys, values);
  }

  private static Object filled(Map<Object, Object> map, List<Object> keys, List<String> values) {
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }
}
