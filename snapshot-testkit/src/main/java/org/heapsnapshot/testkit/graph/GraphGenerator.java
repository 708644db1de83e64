package org.heapsnapshot.testkit.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.heapsnapshot.testkit.graph.GraphTypes.NamedMap;
import org.heapsnapshot.testkit.graph.GraphTypes.Node;
import org.heapsnapshot.testkit.graph.GraphTypes.Shade;
import org.heapsnapshot.testkit.graph.GraphTypes.SubNode;

/**
 * Makes random graphs of program objects, arrays, strings and collections of the JDK that hold one
 * another, with objects shared and in cycles. The same seed makes the same graph. Not thread-safe.
 */
public final class GraphGenerator {
  private static final int KINDS = 27;

  private final long seed;
  private final Dice dice;
  private final KeyGenerator keys;
  private final List<Object> objects = new ArrayList<>();

  /** A generator for a seed. */
  public GraphGenerator(long seed) {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.keys = new KeyGenerator(dice);
  }

  /** A generator for a seed of the clock; a failing test must print {@link #seed}. */
  public static GraphGenerator ofClock() {
    return new GraphGenerator(System.nanoTime());
  }

  /** What makes the same graph again. */
  public long seed() {
    return seed;
  }

  /**
   * Makes a graph. Its root refers to every object and every key directly, in order of making, so
   * that keys of weak maps stay and comparisons can tell plain objects apart.
   *
   * @param size number of objects and of keys
   * @return {@code {objects, keys}}
   */
  public Object[] generate(int size) {
    for (int i = 0; i < size; i++) {
      keys.make();
      objects.add(object(dice.below(KINDS)));
    }
    for (Object object : objects) {
      connect(object);
    }
    return new Object[] {objects.toArray(), keys.keys().toArray()};
  }

  // An exhaustive choice; each arm is one kind of object.
  private Object object(int kind) {
    return switch (kind) {
      case 0, 1 -> node(new Node());
      case 2 -> node(new SubNode());
      case 3 -> primitives(dice.below(8), dice.below(20));
      case 4 -> new Object[dice.below(6)];
      case 5 -> new int[dice.below(3) + 1][dice.below(4)];
      case 6 -> new String[] {"literal", new String("literal"), null, "λ" + dice.below(9)};
      case 7 -> fill(new HashMap<>(), true);
      case 8 -> fill(new LinkedHashMap<>(), true);
      case 9 -> accessed(fill(new LinkedHashMap<>(16, 0.75f, true), true));
      case 10 -> fill(new IdentityHashMap<>(), true);
      case 11 -> fill(new WeakHashMap<>(), true);
      case 12 -> fill(new ConcurrentHashMap<>(), false);
      case 13 -> fill(new Hashtable<>(), false);
      case 14 -> fill(new Properties(), false);
      case 15 -> named(fill(new NamedMap(), true));
      case 16 -> addAll(new HashSet<>(), true);
      case 17 -> addAll(new LinkedHashSet<>(), true);
      case 18 -> addAll(ConcurrentHashMap.newKeySet(), false);
      case 19 -> addAll(Collections.newSetFromMap(new IdentityHashMap<>()), true);
      case 20 ->
          dice.oneIn(2) ? Set.of(keys.some(8).toArray()) : Map.copyOf(fill(new HashMap<>(), false));
      case 21 -> enumMap();
      case 22 ->
          dice.oneIn(3) ? EnumSet.noneOf(Shade.class) : EnumSet.of(Shade.values()[dice.below(3)]);
      case 23 -> sorted();
      case 24 -> dice.oneIn(2) ? new ArrayList<>() : new LinkedList<>();
      case 25 -> new ArrayDeque<>(keys.some(12));
      default -> new HashMap<>(dice.below(100) + 1); // empty, with a table size to come
    };
  }

  private Node node(Node node) {
    node.flag = dice.oneIn(2);
    node.tiny = (byte) dice.nextLong();
    node.small = (short) dice.nextLong();
    node.letter = (char) dice.nextLong();
    node.number = (int) dice.nextLong();
    node.wide = dice.nextLong();
    node.real = dice.below(1000) / 7f;
    node.precise = dice.oneIn(9) ? -0.0 : dice.nextLong() / 3.0;
    node.text = dice.oneIn(3) ? null : "text " + dice.below(20);
    return node;
  }

  private Object primitives(int type, int length) {
    Class<?>[] types = {
      boolean.class,
      byte.class,
      char.class,
      short.class,
      int.class,
      long.class,
      float.class,
      double.class
    };
    Object array = java.lang.reflect.Array.newInstance(types[type], length);
    for (int i = 0; i < length; i++) {
      long value = dice.nextLong();
      switch (type) {
        case 0 -> ((boolean[]) array)[i] = value > 0;
        case 1 -> ((byte[]) array)[i] = (byte) value;
        case 2 -> ((char[]) array)[i] = (char) value;
        case 3 -> ((short[]) array)[i] = (short) value;
        case 4 -> ((int[]) array)[i] = (int) value;
        case 5 -> ((long[]) array)[i] = value;
        case 6 -> ((float[]) array)[i] = value / 3f;
        default -> ((double[]) array)[i] = value / 3d;
      }
    }
    return array;
  }

  private <M extends Map<Object, Object>> M fill(M map, boolean nulls) {
    int entries = dice.oneIn(8) ? 60 : 8;
    for (Object key : keys.some(entries)) {
      map.put(key, value(nulls));
    }
    if (nulls && dice.oneIn(3)) {
      map.put(null, value(true));
    }
    if (dice.oneIn(4)) {
      map.keySet().remove(keys.pick());
    }
    return map;
  }

  /** A value that is there already; maps get values that come later in {@link #connect}. */
  private Object value(boolean nulls) {
    if (nulls && dice.oneIn(10)) {
      return null;
    }
    return objects.isEmpty() || dice.oneIn(2) ? keys.pick() : dice.pick(objects);
  }

  private Map<Object, Object> accessed(Map<Object, Object> map) {
    for (Object key : keys.some(10)) {
      map.get(key);
    }
    return map;
  }

  private NamedMap named(NamedMap map) {
    map.name = "map " + dice.below(5);
    map.owner = map;
    return map;
  }

  private <C extends Collection<Object>> C addAll(C set, boolean nulls) {
    set.addAll(keys.some(dice.oneIn(8) ? 60 : 8));
    if (nulls && dice.oneIn(3)) {
      set.add(null);
    }
    return set;
  }

  private Map<Shade, Object> enumMap() {
    Map<Shade, Object> map = new EnumMap<>(Shade.class);
    for (Shade shade : Shade.values()) {
      if (dice.oneIn(2)) {
        map.put(shade, value(true));
      }
    }
    return map;
  }

  private Map<String, Object> sorted() {
    Map<String, Object> map =
        dice.oneIn(2) ? new TreeMap<>() : new TreeMap<>(Collections.reverseOrder());
    int entries = dice.below(20);
    for (int i = 0; i < entries; i++) {
      map.put("sorted " + dice.below(100), value(true));
    }
    return map;
  }

  /** Lets an object refer to others that may have been made later: cycles. */
  private void connect(Object object) {
    if (object instanceof Node node) {
      connect(node);
    } else if (object instanceof Object[] array && array.getClass() == Object[].class) {
      for (int i = 0; i < array.length; i++) {
        array[i] = dice.oneIn(5) ? null : dice.pick(objects);
      }
    } else if (object instanceof int[][] rows) {
      if (rows.length > 1) {
        rows[0] = rows[rows.length - 1];
      }
    } else if (object instanceof List<?> || object instanceof HashMap<?, ?>) {
      extend(object);
    }
  }

  private void connect(Node node) {
    node.first = dice.pick(objects);
    node.second = dice.oneIn(4) ? node : keys.pick();
    Object other = dice.pick(objects);
    node.array = other instanceof Object[] array ? array : null;
    node.node = other instanceof Node found ? found : null;
    if (node instanceof SubNode sub) {
      sub.first = dice.pick(objects);
      sub.more = -1L;
      sub.inner.held = sub;
    }
  }

  @SuppressWarnings("unchecked") // lists and maps of this class hold any object
  private void extend(Object object) {
    if (object instanceof List<?>) {
      List<Object> list = (List<Object>) object;
      int n = dice.below(10);
      for (int i = 0; i < n; i++) {
        list.add(dice.oneIn(6) ? null : dice.pick(objects));
      }
    } else {
      ((Map<Object, Object>) object).put(keys.pick(), dice.pick(objects));
    }
  }
}
