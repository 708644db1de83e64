package org.heapsnapshot.core.agent;

import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks up and removes on a clone what restored sets and sorted collections contain, which have no
 * table of their own: it is that of a map inside, or a tree.
 */
final class Clones {
  private Clones() {}

  /** Adds to the problems what is wrong with an object; nothing for one of another class. */
  static void check(Object o, int id, List<String> problems) {
    String name = o.getClass().getName() + " (object " + id + ")";
    try {
      if (o.getClass() == HashSet.class || o.getClass() == LinkedHashSet.class) {
        // A clone is hashed anew, and finds what the set itself does not.
        if (!((HashSet<?>) o).containsAll((HashSet<?>) o)) {
          problems.add(name + ": does not contain an element it iterates over");
        }
        empty(name, (Collection<?>) ((HashSet<?>) o).clone(), problems);
      } else if (o.getClass() == TreeSet.class) {
        empty(name, (Collection<?>) ((TreeSet<?>) o).clone(), problems);
      } else if (o.getClass() == TreeMap.class) {
        empty(name, (Map<?, ?>) ((TreeMap<?, ?>) o).clone(), problems);
      } else if (o.getClass() == EnumMap.class) {
        empty(name, ((EnumMap<?, ?>) o).clone(), problems);
      }
    } catch (RuntimeException e) {
      problems.add(name + ": a look-up threw " + e);
    }
  }

  private static void empty(String name, Collection<?> clone, List<String> problems) {
    List<Object> elements = new ArrayList<>(clone);
    if (elements.size() != clone.size()) {
      problems.add(name + ": has size " + clone.size() + " but " + elements.size() + " elements");
    }
    for (Object element : elements) {
      if (!clone.contains(element) || !clone.remove(element) || clone.contains(element)) {
        problems.add(name + ": a clone does not find and lose an element it iterates over");
      }
    }
    if (!clone.isEmpty()) {
      problems.add(name + ": a clone is not empty after all elements were removed");
    }
  }

  private static void empty(String name, Map<?, ?> clone, List<String> problems) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>();
    clone.forEach((key, value) -> entries.add(new SimpleEntry<>(key, value)));
    if (entries.size() != clone.size()) {
      problems.add(name + ": has size " + clone.size() + " but " + entries.size() + " entries");
    }
    for (Map.Entry<?, ?> entry : entries) {
      Object key = entry.getKey();
      if (!clone.containsKey(key)
          || clone.get(key) != entry.getValue()
          || clone.remove(key) != entry.getValue()
          || clone.containsKey(key)) {
        problems.add(name + ": a clone does not find and lose a key it iterates over");
      }
    }
    if (!clone.isEmpty()) {
      problems.add(name + ": a clone is not empty after all keys were removed");
    }
  }
}
