package org.heapsnapshot.extension.program;

import com.google.common.collect.BiMap;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collections of Guava. */
public final class GuavaKinds {
  private GuavaKinds() {}

  /** By name. */
  public static Map<String, Maker> all() {
    Map<String, Maker> all = new LinkedHashMap<>();
    all.put(
        "ImmutableMap",
        (keys, values) -> {
          ImmutableMap.Builder<Object, Object> map = ImmutableMap.builder();
          for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
          }
          return map.build();
        });
    all.put("ImmutableSet", (keys, values) -> ImmutableSet.copyOf(keys));
    all.put(
        "ImmutableBiMap",
        (keys, values) -> {
          ImmutableBiMap.Builder<Object, Object> map = ImmutableBiMap.builder();
          for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
          }
          return map.build();
        });
    all.put(
        "HashBiMap",
        (keys, values) -> {
          BiMap<Object, Object> map = HashBiMap.create();
          for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
          }
          return map;
        });
    all.put(
        "ImmutableListMultimap",
        (keys, values) -> {
          ImmutableListMultimap.Builder<Object, Object> map = ImmutableListMultimap.builder();
          keys.forEach(key -> map.put(key, "one").put(key, "two"));
          return map.build().keySet();
        });
    all.put(
        "ImmutableSetMultimap",
        (keys, values) -> {
          ImmutableSetMultimap.Builder<Object, Object> map = ImmutableSetMultimap.builder();
          keys.forEach(key -> map.putAll("all", keys));
          return map.build().asMap().get("all");
        });
    all.put(
        "HashMultimap",
        (keys, values) -> {
          HashMultimap<Object, Object> map = HashMultimap.create();
          keys.forEach(key -> map.put(key, "one"));
          return map.keySet();
        });
    all.put(
        "EntrySet",
        (keys, values) -> {
          ImmutableMap.Builder<Object, Object> map = ImmutableMap.builder();
          for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
          }
          ImmutableMap<Object, Object> built = map.build();
          return built.entrySet().size() == keys.size() ? built : null;
        });
    return all;
  }
}
