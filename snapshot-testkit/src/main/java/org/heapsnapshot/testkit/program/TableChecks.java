package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Checks of hashed collections. A broken table can still hold all its contents, so each key is
 * looked up, put, removed and counted.
 */
final class TableChecks {
  private TableChecks() {}

  /** A map filled by {@link Keys#fill}; it holds the same keys with the same values afterwards. */
  static void map(Checks checks, String name, Map<Object, Object> map, Object[] keys) {
    lookUp(checks, name, map, keys);
    boolean put = true;
    boolean removed = true;
    for (int i = 0; i < keys.length; i++) {
      put &= ("v" + i).equals(map.put(keys[i], "w" + i)) && map.size() == keys.length;
      removed &= ("w" + i).equals(map.remove(keys[i])) && map.size() == keys.length - 1;
      removed &= !map.containsKey(keys[i]) && map.get(keys[i]) == null;
      put &= map.put(keys[i], "v" + i) == null && map.size() == keys.length;
    }
    checks.that(name + " put", put);
    checks.that(name + " remove", removed);
    lookUp(checks, name + " again", map, keys);
    grow(checks, name, map, keys);
  }

  /** Look-ups and iteration, nothing changed. */
  static void lookUp(Checks checks, String name, Map<Object, Object> map, Object[] keys) {
    boolean found = map.size() == keys.length && map.isEmpty() == (keys.length == 0);
    for (int i = 0; i < keys.length; i++) {
      found &= map.containsKey(keys[i]) && ("v" + i).equals(map.get(keys[i]));
    }
    found &= !map.containsKey(new Object()) && map.get("absent") == null;
    checks.that(name + " look-up", found);
    IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();
    for (Map.Entry<Object, Object> entry : map.entrySet()) {
      seen.put(entry.getKey(), entry.getValue());
    }
    boolean all = seen.size() == keys.length;
    for (int i = 0; i < keys.length; i++) {
      all &= ("v" + i).equals(seen.get(keys[i]));
    }
    checks.that(name + " iteration", all);
  }

  /** The table is resized with entries of its own and shrinks back. */
  private static void grow(Checks checks, String name, Map<Object, Object> map, Object[] keys) {
    List<Object> fresh = new ArrayList<>();
    for (int i = 0; i < 2 * keys.length + 20; i++) {
      Object key = i % 2 == 0 ? new Object() : "fresh " + i;
      fresh.add(key);
      map.put(key, i);
    }
    boolean grown = map.size() == keys.length + fresh.size();
    for (int i = 0; i < keys.length; i++) {
      grown &= ("v" + i).equals(map.get(keys[i]));
    }
    for (int i = 0; i < fresh.size(); i++) {
      grown &= map.remove(fresh.get(i)).equals(i);
    }
    checks.that(name + " growth", grown && map.size() == keys.length);
  }

  /** A set of exactly these elements; it holds the same elements afterwards. */
  static void set(Checks checks, String name, Collection<Object> set, Object[] elements) {
    boolean found = set.size() == elements.length;
    boolean added = true;
    boolean removed = true;
    for (Object element : elements) {
      found &= set.contains(element);
      added &= !set.add(element);
      removed &= set.remove(element) && !set.contains(element) && !set.remove(element);
      added &= set.add(element) && set.size() == elements.length;
    }
    checks.that(name + " look-up", found && !set.contains(new Object()));
    checks.that(name + " add", added);
    checks.that(name + " remove", removed);
    checks.that(name + " iteration", iterates(set, elements));
  }

  /** Whether iteration gives each of the elements once, in any order. */
  static boolean iterates(Collection<?> set, Object[] elements) {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    int count = 0;
    for (Object element : set) {
      seen.put(element, true);
      count++;
    }
    boolean all = count == elements.length;
    for (Object element : elements) {
      all &= seen.containsKey(element);
    }
    return all;
  }

  /** Whether iteration gives exactly these objects in this order. */
  static boolean ordered(Iterable<?> iterable, Object... elements) {
    Iterator<?> iterator = iterable.iterator();
    for (Object element : elements) {
      if (!iterator.hasNext() || iterator.next() != element) {
        return false;
      }
    }
    return !iterator.hasNext();
  }
}
