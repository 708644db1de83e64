package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Looks up every key of a restored hashed collection, and counts, puts and removes on a copy:
 * contents can be equal where look-ups fail.
 */
final class LookUps {
  private final HashedCollection view;
  private final HeapWalker walker;
  private final List<String> problems;
  private final String name;

  private LookUps(
      Object collection, HashedCollection view, HeapWalker walker, List<String> problems) {
    this.view = view;
    this.walker = walker;
    this.problems = problems;
    this.name = collection.getClass().getName() + " (object " + view.object() + ")";
  }

  static void check(
      Object collection, HashedCollection view, HeapWalker walker, List<String> problems) {
    LookUps lookUps = new LookUps(collection, view, walker, problems);
    try {
      if (view.kind() == ReseedKind.HANDLED) {
        lookUps.handled();
      } else if (collection instanceof Map<?, ?> map) {
        lookUps.map(map);
      } else if (collection instanceof Set<?> set) {
        lookUps.set(set);
      } else if (collection instanceof ClassValue<?> values) {
        lookUps.values(values);
      }
    } catch (RuntimeException e) {
      // The collection's own rules (an unsupported operation, a key that refuses to be hashed).
      if (!(e instanceof UnsupportedOperationException)) {
        problems.add(lookUps.name + ": a look-up threw " + e);
      }
    }
  }

  private void handled() {
    for (int i = 0; i < view.keys().length; i++) {
      if (!walker.finds(view, i)) {
        problems.add(name + ": a look-up of its own key " + view.keys()[i] + " fails");
      }
    }
  }

  private void set(Set<?> set) {
    for (int key : view.keys()) {
      if (!set.contains(walker.object(key))) {
        problems.add(name + ": does not contain its own element " + key);
      }
    }
    count(set.size());
  }

  private void map(Map<?, ?> map) {
    boolean jdk = map.getClass().getClassLoader() == null;
    count(jdk ? map.size() : view.keys().length);
    for (int i = 0; jdk && i < view.keys().length; i++) {
      Object key = walker.object(view.keys()[i]);
      boolean linkedByAccess = map instanceof LinkedHashMap;
      boolean found =
          map.containsKey(key)
              && (linkedByAccess || map.get(key) == walker.object(view.values()[i]));
      if (!found) {
        problems.add(name + ": a look-up of its own key " + view.keys()[i] + " fails");
      }
    }
    Map<Object, Object> copy = copy(map);
    if (copy != null) {
      change(copy);
    }
  }

  /** Computes none anew when the look-ups are right. */
  private void values(ClassValue<?> values) {
    for (int i = 0; i < view.keys().length; i++) {
      Class<?> key = (Class<?>) walker.object(view.keys()[i]);
      if (values.get(key) != walker.object(view.values()[i])) {
        problems.add(name + ": a look-up of its own class " + key.getName() + " fails");
      }
    }
  }

  private void count(int size) {
    if (size != view.keys().length) {
      problems.add(name + ": has size " + size + " but " + view.keys().length + " entries");
    }
  }

  /** A copy with the same arrangement where the class offers one; null for other classes. */
  @SuppressWarnings("unchecked")
  private static Map<Object, Object> copy(Map<?, ?> map) {
    Class<?> c = map.getClass();
    if (c == HashMap.class || c == LinkedHashMap.class) {
      return (Map<Object, Object>) ((HashMap<?, ?>) map).clone();
    }
    if (c == IdentityHashMap.class) {
      return (Map<Object, Object>) ((IdentityHashMap<?, ?>) map).clone();
    }
    if (c == Hashtable.class) {
      return (Map<Object, Object>) ((Hashtable<?, ?>) map).clone();
    }
    if (c == ConcurrentHashMap.class) {
      return new ConcurrentHashMap<>(map);
    }
    return c == WeakHashMap.class ? new WeakHashMap<>(map) : null;
  }

  private void change(Map<Object, Object> copy) {
    int size = copy.size();
    Object key = new Object();
    copy.put(key, key);
    if (copy.size() != size + 1 || copy.get(key) != key || copy.remove(key) != key) {
      problems.add(name + ": a copy does not keep a new key");
    }
    for (Object own : new ArrayList<>(copy.keySet())) {
      if (!copy.containsKey(own)) {
        problems.add(name + ": a copy does not find a key it iterates over");
      }
      copy.remove(own);
    }
    if (!copy.isEmpty()) {
      problems.add(name + ": a copy is not empty after all keys were removed");
    }
  }
}
