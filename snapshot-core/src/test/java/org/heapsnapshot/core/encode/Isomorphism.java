package org.heapsnapshot.core.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks two graphs in lockstep: same classes, same values, the same sharing; and every map finds
 * all of its keys, the keys of the restored graph themselves and equal ones.
 */
final class Isomorphism {
  private final Map<Object, Object> counterpart = new IdentityHashMap<>();
  private final Map<Object, Object> back = new IdentityHashMap<>();
  private final Deque<Object> worklist = new ArrayDeque<>();
  private final String message;

  private Isomorphism(String message) {
    this.message = message;
  }

  static int check(Object original, Object restored, String message) {
    Isomorphism isomorphism = new Isomorphism(message);
    isomorphism.pair(original, restored);
    while (!isomorphism.worklist.isEmpty()) {
      Object next = isomorphism.worklist.poll();
      isomorphism.compare(next, isomorphism.counterpart.get(next));
    }
    return isomorphism.counterpart.size();
  }

  private void pair(Object original, Object restored) {
    if (original == null) {
      assertNull(restored, message);
      return;
    }
    assertNotNull(restored, message);
    Object known = counterpart.putIfAbsent(original, restored);
    if (known != null) {
      assertSame(known, restored, message);
      return;
    }
    assertNull(back.put(restored, original), message);
    assertSame(original.getClass(), restored.getClass(), message);
    worklist.add(original);
  }

  private void compare(Object original, Object restored) {
    if (original instanceof String text) {
      assertEquals(text, restored, message);
      boolean interned = new String(text.toCharArray()).intern() == text;
      assertEquals(interned, restored == text, message);
    } else if (original instanceof Class<?> || original instanceof Enum<?>) {
      assertSame(original, restored, message);
    } else if (original instanceof Integer || original instanceof Boolean) {
      assertEquals(original, restored, message);
    } else if (original.getClass().isArray()) {
      compareArrays(original, restored);
    } else if (original instanceof Map<?, ?> map) {
      compareMaps(map, (Map<?, ?>) restored);
    } else if (original instanceof Set<?> set) {
      compareSets(set, (Set<?>) restored);
    } else if (original instanceof List<?> list) {
      compareLists(list, (List<?>) restored);
    } else if (original instanceof RandomGraph.PairKey key) {
      RandomGraph.PairKey other = (RandomGraph.PairKey) restored;
      pair(key.left, other.left);
      pair(key.right, other.right);
    } else {
      compareNodes((RandomGraph.Node) original, (RandomGraph.Node) restored);
    }
  }

  private void compareNodes(RandomGraph.Node a, RandomGraph.Node b) {
    assertNotSame(a, b, message);
    assertEquals(describe(a), describe(b), message);
    assertEquals(a.wide, b.wide, message);
    assertEquals(a.real, b.real, message);
    assertEquals(a.letter, b.letter, message);
    assertEquals(a.little, b.little, message);
    assertEquals(a.tiny, b.tiny, message);
    assertEquals(a.flag, b.flag, message);
    assertEquals(a.single, b.single, message);
    pair(a.first, b.first);
    pair(a.second, b.second);
    if (a instanceof RandomGraph.WideNode wide) {
      assertEquals(wide.late, ((RandomGraph.WideNode) b).late, message);
      pair(wide.third, ((RandomGraph.WideNode) b).third);
    }
  }

  private void compareArrays(Object a, Object b) {
    assertEquals(Array.getLength(a), Array.getLength(b), message);
    for (int i = 0; i < Array.getLength(a); i++) {
      if (a instanceof Object[] array) {
        pair(array[i], ((Object[]) b)[i]);
      } else {
        assertEquals(Array.get(a, i), Array.get(b, i), message);
      }
    }
  }

  private void compareLists(List<?> a, List<?> b) {
    assertEquals(a.size(), b.size(), message);
    for (int i = 0; i < a.size(); i++) {
      pair(a.get(i), b.get(i));
    }
  }

  private void compareSets(Set<?> a, Set<?> b) {
    assertEquals(a.size(), b.size(), message);
    Map<String, Object> restored = byDescription(b);
    for (Object element : a) {
      Object other = restored.get(describe(element));
      pair(element, other);
      assertTrue(b.contains(other), message);
    }
    if (isImmutable(b)) {
      return;
    }
    Set<Object> changed = cast(b);
    for (Object element : new ArrayList<>(b)) {
      assertFalse(changed.add(element), message);
      assertTrue(changed.remove(element), message);
      assertTrue(changed.add(element), message);
    }
  }

  private void compareMaps(Map<?, ?> a, Map<?, ?> b) {
    assertEquals(a.size(), b.size(), message);
    if (a instanceof LinkedHashMap) {
      Iterator<?> order = b.keySet().iterator();
      for (Object key : a.keySet()) {
        assertEquals(describe(key), describe(order.next()), message);
      }
    }
    Map<String, Object> restored = byDescription(b.keySet());
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      String description = describe(entry.getKey());
      assertTrue(restored.containsKey(description), message);
      Object key = restored.get(description);
      pair(entry.getKey(), key);
      assertTrue(b.containsKey(key), message);
    }
    // get() moves entries of an access-ordered map, so it comes after the order was compared.
    for (Map.Entry<?, ?> entry : new ArrayList<>(a.entrySet())) {
      pair(entry.getValue(), b.get(restored.get(describe(entry.getKey()))));
    }
    if (isImmutable(b)) {
      return;
    }
    Map<Object, Object> changed = cast(b);
    for (Object key : new ArrayList<>(b.keySet())) {
      Object value = changed.remove(key);
      assertFalse(changed.containsKey(key), message);
      changed.put(key, value);
      assertTrue(changed.containsKey(key), message);
    }
    assertEquals(a.size(), b.size(), message);
  }

  private static boolean isImmutable(Object collection) {
    return collection.getClass().getName().startsWith("java.util.ImmutableCollections");
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object object) {
    return (T) object;
  }

  private Map<String, Object> byDescription(Collection<?> keys) {
    Map<String, Object> all = new HashMap<>();
    for (Object key : keys) {
      assertFalse(all.containsKey(describe(key)), message);
      all.put(describe(key), key);
    }
    return all;
  }

  /** What tells a key from the other keys, the same in both graphs. */
  private static String describe(Object key) {
    if (key instanceof RandomGraph.Node node) {
      return "node " + node.number;
    }
    if (key instanceof RandomGraph.PairKey pair) {
      return "pair(" + describe(pair.left) + ", " + describe(pair.right) + ")";
    }
    if (key instanceof List<?> list) {
      return "list(" + describe(list.get(0)) + ", " + list.get(1) + ")";
    }
    if (key instanceof Set<?> set) {
      return "set(" + describe(set.iterator().next()) + ")";
    }
    return key == null ? "null" : key.getClass().getSimpleName() + " " + key;
  }
}
