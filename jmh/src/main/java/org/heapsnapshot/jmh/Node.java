package org.heapsnapshot.jmh;

import java.io.Serializable;

/** A node of the graph that every reader reads: a balanced tree, so that recursive peers can. */
public final class Node implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The state that the image restores. */
  static Node root;

  int id;
  long weight;
  String name;
  Node left;
  Node right;

  /** For Kryo. */
  public Node() {}

  /** A tree of {@code count} nodes numbered from {@code first} in order. */
  static Node tree(int first, int count) {
    if (count == 0) {
      return null;
    }
    Node node = new Node();
    int before = (count - 1) / 2;
    node.id = first + before;
    node.weight = (long) node.id << 20;
    // A few names that many share, as in real programs.
    node.name = "name-" + node.id % 1000;
    node.left = tree(first, before);
    node.right = tree(first + before + 1, count - 1 - before);
    return node;
  }

  /** Something that differs when a node is missing or wrong. */
  long sum() {
    long sum = weight + id + name.hashCode();
    return sum + 31 * (left == null ? 1 : left.sum()) + 37 * (right == null ? 1 : right.sum());
  }
}
