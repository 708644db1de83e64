package org.heapsnapshot.extension.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import scala.collection.concurrent.TrieMap;
import scala.collection.immutable.HashMap;
import scala.collection.immutable.HashSet;
import scala.collection.mutable.LinkedHashSet;

/** Collections of Scala. */
public final class ScalaKinds {
  private ScalaKinds() {}

  /** By name. */
  public static Map<String, Maker> all() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put(
        "immutable.HashMap",
        (keys, values) -> {
          HashMap<Object, Object> map = new HashMap<>();
          for (int i = 0; i < keys.size(); i++) {
            map = map.updated(keys.get(i), values.get(i));
          }
          return map;
        });
    all.put(
        "immutable.HashSet",
        (keys, values) -> {
          HashSet<Object> set = new HashSet<>();
          for (Object key : keys) {
            set = set.incl(key);
          }
          return set;
        });
    all.put("mutable.HashMap", map(scala.collection.mutable.HashMap::new));
    all.put("mutable.LinkedHashMap", map(scala.collection.mutable.LinkedHashMap::new));
    all.put("TrieMap", map(TrieMap::new));
    all.put("mutable.HashSet", set(scala.collection.mutable.HashSet::new));
    all.put("mutable.LinkedHashSet", set(LinkedHashSet::new));
    return all;
  }

  private static Maker map(Supplier<scala.collection.mutable.Map<Object, Object>> empty) {
    return (keys, values) -> {
      scala.collection.mutable.Map<Object, Object> map = empty.get();
      for (int i = 0; i < keys.size(); i++) {
        map.update(keys.get(i), values.get(i));
      }
      return map;
    };
  }

  private static Maker set(Supplier<scala.collection.mutable.Set<Object>> empty) {
    return (keys, values) -> {
      scala.collection.mutable.Set<Object> set = empty.get();
      keys.forEach(set::add);
      return set;
    };
  }
}
