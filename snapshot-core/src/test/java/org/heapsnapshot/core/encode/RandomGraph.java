package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Random object graphs: cycles, sharing, arrays, maps of all sorts nested in one another. */
final class RandomGraph {
  /** Holds the graph under test; its static field is what is captured and restored. */
  static final class Holder {
    static Object root;

    private Holder() {}
  }

  /** A node with identity hash and a number of its own; the number finds its counterpart. */
  static class Node {
    final int number;
    Object first;
    Object second;
    long wide;
    double real;
    char letter;
    short little;
    byte tiny;
    boolean flag;
    float single;

    Node(int number) {
      this.number = number;
    }
  }

  /** A subclass with fields between those of its superclass. */
  static final class WideNode extends Node {
    Object third;
    boolean late;

    WideNode(int number) {
      super(number);
    }
  }

  /** A key whose hash is made of identity hashes. */
  static final class PairKey {
    final Object left;
    final Object right;

    PairKey(Object left, Object right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof PairKey key && left.equals(key.left) && right.equals(key.right);
    }

    @Override
    public int hashCode() {
      return Objects.hash(left, right);
    }
  }

  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Object> objects = new ArrayList<>();

  private RandomGraph(long seed) {
    random = new Random(seed);
  }

  /** A graph of about {@code size} objects. */
  static Object[] of(long seed, int size) {
    RandomGraph graph = new RandomGraph(seed);
    for (int i = 0; i < size; i++) {
      Node node = graph.random.nextInt(3) == 0 ? new WideNode(i) : new Node(i);
      graph.nodes.add(node);
      graph.objects.add(node);
    }
    for (int i = 0; i < size; i++) {
      graph.objects.add(graph.make());
    }
    graph.nodes.forEach(graph::fill);
    return graph.objects.toArray();
  }

  private Object any() {
    return random.nextInt(8) == 0 ? null : objects.get(random.nextInt(objects.size()));
  }

  private Node node() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void fill(Node node) {
    node.first = any();
    node.second = any();
    node.wide = random.nextLong();
    node.real = random.nextDouble();
    node.letter = (char) random.nextInt();
    node.little = (short) random.nextInt();
    node.tiny = (byte) random.nextInt();
    node.flag = random.nextBoolean();
    node.single = random.nextFloat();
    if (node instanceof WideNode wide) {
      wide.third = any();
      wide.late = random.nextBoolean();
    }
  }

  private Object make() {
    switch (random.nextInt(14)) {
      case 0:
        return ("text\u20AC" + random.nextInt(20)).substring(random.nextBoolean() ? 0 : 5);
      case 1:
        return ("interned" + random.nextInt(20)).intern();
      case 2:
        return new Object[] {any(), any(), any()};
      case 3:
        return new Node[][] {{node(), null}, {}, null, {node()}};
      case 4:
        return primitives();
      case 5:
        return new ArrayList<>(Arrays.asList(any(), any()));
      case 6:
      case 7:
      case 8:
        return set();
      default:
        return map();
    }
  }

  private Set<Object> set() {
    Set<Object> set = new HashSet<>();
    addKeys(set);
    switch (random.nextInt(4)) {
      case 0:
        return set;
      case 1:
        return new LinkedHashSet<>(set);
      case 2:
        set.remove(null);
        Set<Object> concurrent = ConcurrentHashMap.newKeySet();
        concurrent.addAll(set);
        return concurrent;
      default:
        set.remove(null);
        return Set.copyOf(set);
    }
  }

  private Object primitives() {
    int n = random.nextInt(6);
    switch (random.nextInt(8)) {
      case 0:
        return new boolean[] {true, false, random.nextBoolean()};
      case 1:
        byte[] bytes = new byte[n];
        random.nextBytes(bytes);
        return bytes;
      case 2:
        return ("" + random.nextLong()).toCharArray();
      case 3:
        return new short[] {(short) random.nextInt(), -1};
      case 4:
        return random.ints(n).toArray();
      case 5:
        return random.longs(n).toArray();
      case 6:
        return new float[] {random.nextFloat(), -0f};
      default:
        return random.doubles(n).toArray();
    }
  }

  private Map<Object, Object> map() {
    Map<Object, Object> map;
    int kind = random.nextInt(6);
    switch (kind) {
      case 0:
        map = new HashMap<>();
        break;
      case 1:
        map = new LinkedHashMap<>(16, 0.75f, random.nextBoolean());
        break;
      case 2:
        map = new IdentityHashMap<>();
        break;
      case 3:
        map = new Hashtable<>();
        break;
      default:
        map = new ConcurrentHashMap<>();
    }
    Set<Object> keys = new HashSet<>();
    addKeys(keys);
    boolean nulls = kind < 3;
    for (Object key : keys) {
      Object value = any();
      if (nulls || (key != null && value != null)) {
        map.put(key, value);
      }
    }
    return kind < 5 ? map : Map.copyOf(map);
  }

  private void addKeys(Set<Object> keys) {
    int kind = random.nextInt(5);
    for (int i = random.nextInt(30); i > 0; i--) {
      switch (kind) {
        case 0:
          keys.add("key" + random.nextInt(100));
          break;
        case 1:
          keys.add(random.nextInt(1000));
          break;
        default:
          keys.add(unstableKey(2));
      }
    }
    if (random.nextInt(3) == 0) {
      keys.add(null);
    }
  }

  private Object unstableKey(int depth) {
    switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0:
        return TimeUnit.values()[random.nextInt(7)];
      case 1:
        return random.nextBoolean() ? Node.class : int[].class;
      case 2:
      case 3:
        return node();
      case 4:
        return new PairKey(unstableKey(depth - 1), unstableKey(depth - 1));
      case 5:
        return new ArrayList<>(List.of(unstableKey(depth - 1), "x"));
      default:
        return new HashSet<>(List.of(unstableKey(depth - 1)));
    }
  }
}
