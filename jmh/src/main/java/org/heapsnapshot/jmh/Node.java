package org.heapsnapshot.jmh;

import java.io.Serializable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A node of the graph that every reader reads: a balanced tree, so that recursive peers can. */
public final class Node implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NAMES = 1000;

  /** The state that the image restores. */
  static Node root;

  int id;
  long weight;
  String name;
  Node left;
  Node right;

  /** For Kryo and Fory. */
  public Node() {}

  /** A tree of {@code count} nodes numbered in order; the names are objects that many share. */
  static Node tree(int count) {
    String[] names = new String[NAMES];
    for (int i = 0; i < names.length; i++) {
      names[i] = "name-" + i;
    }
    return tree(0, count, names);
  }

  private static Node tree(int first, int count, String[] names) {
    if (count == 0) {
      return null;
    }
    Node node = new Node();
    int before = (count - 1) / 2;
    node.id = first + before;
    node.weight = (long) node.id << 20;
    node.name = names[node.id % names.length];
    node.left = tree(first, before, names);
    node.right = tree(first + before + 1, count - 1 - before, names);
    return node;
  }

  /** Fails unless this is {@link #tree} of that count, with the names shared. */
  void check(int count) {
    Set<String> names = Collections.newSetFromMap(new IdentityHashMap<>());
    addNames(names);
    if (sum() != tree(count).sum() || names.size() != Math.min(count, NAMES)) {
      throw new IllegalStateException("another graph was read: " + names.size() + " names");
    }
  }

  private void addNames(Set<String> names) {
    names.add(name);
    if (left != null) {
      left.addNames(names);
    }
    if (right != null) {
      right.addNames(names);
    }
  }

  private long sum() {
    long sum = weight + id + name.hashCode();
    return sum + 31 * (left == null ? 1 : left.sum()) + 37 * (right == null ? 1 : right.sum());
  }
}
