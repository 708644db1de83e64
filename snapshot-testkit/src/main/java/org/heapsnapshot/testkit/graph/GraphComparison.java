package org.heapsnapshot.testkit.graph;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Tells whether two graphs in one JVM are isomorphic: objects of the same classes with the same
 * values, and wherever one graph has one object in two places, so has the other.
 *
 * <p>Program objects are compared field by field, collections of the JDK through their methods:
 * ordered ones in their order, hashed ones by looking up the partner of each key. Classes, enum
 * constants and interned strings must be the same object in both graphs. A worklist, no recursion:
 * chains may be as long as they like. Not thread-safe.
 */
public final class GraphComparison {
  private static final int ENOUGH = 20;

  private final Map<Object, Object> actualOf;
  private final Map<Object, Object> expectedOf;
  private final Deque<Pair> work = new ArrayDeque<>();
  private final List<Pair> tables = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private final ObjectFields fields;

  private GraphComparison(
      Map<Object, Object> actualOf, Map<Object, Object> expectedOf, ObjectFields fields) {
    this.actualOf = actualOf;
    this.expectedOf = expectedOf;
    this.fields = fields;
  }

  /** Two objects that must be partners, and how they were reached. */
  private record Pair(Object expected, Object actual, Pair parent, String step) {
    String path() {
      Deque<String> steps = new ArrayDeque<>();
      for (Pair pair = this; pair != null; pair = pair.parent) {
        steps.addFirst(pair.step);
      }
      return String.join("", steps);
    }
  }

  /**
   * Compares two graphs.
   *
   * @return the first differences, each with the path that leads to it; empty when there are none
   */
  public static List<String> differences(Object expected, Object actual) {
    GraphComparison comparison =
        new GraphComparison(new IdentityHashMap<>(), new IdentityHashMap<>(), new ObjectFields());
    comparison.work.add(new Pair(expected, actual, null, "root"));
    comparison.run();
    return List.copyOf(comparison.differences);
  }

  private void run() {
    while (differences.size() < ENOUGH) {
      Pair pair = work.poll();
      if (pair != null) {
        compare(pair);
      } else if (!tables.isEmpty()) {
        // Keys are easiest to match when everything else has been.
        compareTable(nextTable());
      } else {
        return;
      }
    }
  }

  private void compare(Pair pair) {
    Object expected = pair.expected;
    Object actual = pair.actual;
    if (expected == null || actual == null) {
      if (expected != actual) {
        differ(pair, expected, actual);
      }
      return;
    }
    if (actualOf.containsKey(expected) || expectedOf.containsKey(actual)) {
      if (actualOf.get(expected) != actual || expectedOf.get(actual) != expected) {
        differ(pair, "one object shared as before", "another object");
      }
      return;
    }
    actualOf.put(expected, actual);
    expectedOf.put(actual, expected);
    if (expected.getClass() != actual.getClass()) {
      differ(pair, expected.getClass(), actual.getClass());
    } else {
      compareContents(pair);
    }
  }

  private void compareContents(Pair pair) {
    Object expected = pair.expected;
    Object actual = pair.actual;
    if (expected instanceof Class || expected instanceof Enum) {
      if (expected != actual) {
        differ(pair, expected + " itself", "a copy");
      }
    } else if (expected instanceof String text) {
      compareStrings(pair, text, (String) actual);
    } else if (expected.getClass().isArray()) {
      compareArrays(pair);
    } else {
      for (Field field : fields.of(expected.getClass())) {
        push(
            pair,
            "." + field.getName(),
            ObjectFields.get(field, expected),
            ObjectFields.get(field, actual),
            field);
      }
      compareOfTheJdk(pair);
    }
  }

  private void push(Pair parent, String step, Object expected, Object actual, Field field) {
    if (!field.getType().isPrimitive()) {
      push(parent, step, expected, actual);
    } else if (!expected.equals(actual)) {
      differ(new Pair(expected, actual, parent, step), expected, actual);
    }
  }

  private void push(Pair parent, String step, Object expected, Object actual) {
    work.add(new Pair(expected, actual, parent, step));
  }

  private void compareStrings(Pair pair, String expected, String actual) {
    if (!expected.equals(actual)) {
      differ(pair, expected, actual);
    } else if (isInterned(expected) && expected != actual) {
      differ(pair, "interned " + expected, "another object");
    } else if (!isInterned(expected) && isInterned(actual)) {
      differ(pair, "not interned " + expected, "the interned object");
    }
  }

  /** Without making it so. */
  private static boolean isInterned(String text) {
    return new String(text.toCharArray()).intern() == text;
  }

  private void compareArrays(Pair pair) {
    if (pair.expected instanceof Object[] expected) {
      Object[] actual = (Object[]) pair.actual;
      if (expected.length != actual.length) {
        differ(pair, "length " + expected.length, "length " + actual.length);
        return;
      }
      for (int i = 0; i < expected.length; i++) {
        push(pair, "[" + i + "]", expected[i], actual[i]);
      }
    } else if (!java.util.Objects.deepEquals(pair.expected, pair.actual)) {
      differ(pair, "elements", "other elements");
    }
  }

  private void compareOfTheJdk(Pair pair) {
    Object expected = pair.expected;
    Object actual = pair.actual;
    if (isUnordered(expected)) {
      tables.add(pair);
    } else if (expected instanceof Map<?, ?> map) {
      compareInOrder(pair, map.keySet(), ((Map<?, ?>) actual).keySet(), ".key");
      compareInOrder(pair, map.values(), ((Map<?, ?>) actual).values(), ".value");
      lookUp(pair, map.keySet());
    } else if (expected instanceof Collection<?> collection) {
      compareInOrder(pair, collection, (Collection<?>) actual, "");
      if (expected instanceof Set) {
        lookUp(pair, collection);
      }
    } else if (expected instanceof Reference<?> reference) {
      push(pair, ".get()", reference.get(), ((Reference<?>) actual).get());
    } else if (expected instanceof AtomicReference<?> reference) {
      push(pair, ".get()", reference.get(), ((AtomicReference<?>) actual).get());
    } else if (expected instanceof Pattern || expected instanceof StringBuilder) {
      if (!expected.toString().equals(actual.toString())) {
        differ(pair, expected, actual);
      }
    } else if (isValue(expected) && !expected.equals(actual)) {
      differ(pair, expected, actual);
    }
  }

  private static boolean isValue(Object object) {
    if (object == null) {
      return false;
    }
    String name = object.getClass().getName();
    return object instanceof Number && !name.startsWith("java.util.concurrent")
        || object instanceof Character
        || object instanceof Boolean
        || name.startsWith("java.time.")
        || name.equals("java.util.UUID");
  }

  private static boolean isUnordered(Object object) {
    return object instanceof Map && !isOrdered(object)
        || object instanceof Set && !isOrdered(object);
  }

  private static boolean isOrdered(Object object) {
    return object instanceof LinkedHashMap
        || object instanceof SortedMap
        || object instanceof EnumMap
        || object instanceof LinkedHashSet
        || object instanceof SortedSet
        || object instanceof EnumSet
        || object instanceof CopyOnWriteArraySet;
  }

  private void compareInOrder(
      Pair pair, Collection<?> expected, Collection<?> actual, String step) {
    Iterator<?> actuals = actual.iterator();
    int i = 0;
    for (Object element : expected) {
      if (!actuals.hasNext()) {
        break;
      }
      push(pair, step + "[" + i++ + "]", element, actuals.next());
    }
    if (expected.size() != actual.size() || i != expected.size() || actuals.hasNext()) {
      differ(pair, expected.size() + " elements", actual.size() + " elements");
    }
  }

  /** Ordered tables are looked up as hashed ones are, once the partners are known. */
  private void lookUp(Pair pair, Collection<?> keys) {
    if (!keys.isEmpty()) {
      tables.add(pair);
    }
  }

  /** A table all of whose keys have partners if there is one. */
  private Pair nextTable() {
    for (int i = 0; i < tables.size(); i++) {
      boolean known = true;
      for (Object key : keys(tables.get(i).expected)) {
        known &= key == null || actualOf.containsKey(key);
      }
      if (known) {
        return tables.remove(i);
      }
    }
    return tables.remove(0);
  }

  private void compareTable(Pair pair) {
    List<Object> remaining = keys(pair.actual);
    List<Object> expectedKeys = keys(pair.expected);
    if (remaining.size() != expectedKeys.size()) {
      differ(pair, expectedKeys.size() + " entries", remaining.size() + " entries");
      return;
    }
    // The null key is its own partner.
    Map<Object, Object> values = values(pair.actual);
    Map<Object, Object> expectedValues = values(pair.expected);
    for (Object key : expectedKeys) {
      int i = partner(key, remaining);
      if (i < 0) {
        differ(pair, "key " + name(key), "no such key in iteration");
        continue;
      }
      Object found = remaining.remove(i);
      push(pair, ".key(" + name(key) + ")", key, found);
      if (!contains(pair.actual, found)) {
        differ(pair, "key " + name(key) + " is found", "it is not");
      }
      if (pair.expected instanceof Map) {
        push(pair, ".get(" + name(key) + ")", expectedValues.get(key), values.get(found));
      }
    }
  }

  /** Which of the keys is the partner of a key; -1 for none. */
  private int partner(Object key, List<Object> candidates) {
    Object known = key == null ? null : actualOf.get(key);
    if (key == null || known != null) {
      for (int i = 0; i < candidates.size(); i++) {
        if (candidates.get(i) == known) {
          return i;
        }
      }
      return -1;
    }
    for (int i = 0; i < candidates.size(); i++) {
      Object candidate = candidates.get(i);
      if (candidate != null && !expectedOf.containsKey(candidate) && matches(key, candidate)) {
        return i;
      }
    }
    return -1;
  }

  /** Tries whether two keys can be partners, all that is matched already taken for granted. */
  private boolean matches(Object key, Object candidate) {
    if (key.getClass() != candidate.getClass()) {
      return false;
    }
    if (key instanceof String || isValue(key)) {
      return key.equals(candidate);
    }
    GraphComparison trial =
        new GraphComparison(
            new IdentityHashMap<>(actualOf), new IdentityHashMap<>(expectedOf), fields);
    trial.work.add(new Pair(key, candidate, null, "trial"));
    trial.run();
    return trial.differences.isEmpty();
  }

  private static List<Object> keys(Object table) {
    return new ArrayList<>(table instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) table);
  }

  /** Values by the identity of the key; read by iteration, for {@code get} may reorder a map. */
  private static Map<Object, Object> values(Object table) {
    if (!(table instanceof Map<?, ?> map)) {
      return Collections.emptyMap();
    }
    Map<Object, Object> values = new IdentityHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      values.put(entry.getKey(), entry.getValue());
    }
    return values;
  }

  private static boolean contains(Object table, Object key) {
    return table instanceof Map<?, ?> map ? map.containsKey(key) : ((Set<?>) table).contains(key);
  }

  private static String name(Object key) {
    return key instanceof String || key instanceof Enum || key instanceof Class
        ? key.toString()
        : key == null ? "null" : key.getClass().getSimpleName();
  }

  /** Not toString of everything: a collection may hold itself. */
  private static String text(Object object) {
    return object instanceof String || object instanceof Class || isValue(object)
        ? object.toString()
        : name(object);
  }

  private void differ(Pair pair, Object expected, Object actual) {
    differences.add(pair.path() + ": expected=" + text(expected) + " actual=" + text(actual));
  }
}
