package org.heapsnapshot.core.encode;

import java.util.Arrays;

/**
 * Strongly connected components of a directed graph (Tarjan, "Depth-first search and linear graph
 * algorithms", 1972), without recursion.
 *
 * <p>Every node belongs to a <em>region</em>, at first all to region 0. A search looks at the nodes
 * of one region only and gives each component it finds a region of its own, so that a component can
 * be searched again with other edges. Memory: three ints a node, six a node of the deepest path.
 */
final class Components {
  /** A graph whose nodes are positive; an edge may lead to 0, which is no node. */
  interface Graph {
    int edgeCount(int node);

    int edge(int node, int k);
  }

  /** Told of the components with wanted nodes; a component comes after all that it leads to. */
  interface Visitor {
    void component(int region, int[] wantedNodes);
  }

  private static final int FRAME = 3;

  private final int[] index;
  private final int[] low;
  private final int[] regionOf;
  private final IntSequence open = new IntSequence();
  private final IntSequence wanted = new IntSequence();
  private int[] frames = new int[FRAME * 64];
  private int depth;
  private int lastIndex;
  private int lastRegion;

  Components(int nodeCount) {
    index = new int[nodeCount];
    low = new int[nodeCount];
    regionOf = new int[nodeCount];
  }

  /**
   * Finds the components that can be reached from {@code roots} within a region.
   *
   * @param firstWanted nodes from this number on are wanted; components without one are not told
   */
  void find(int[] roots, int region, Graph graph, int firstWanted, Visitor visitor) {
    int before = lastIndex;
    for (int root : roots) {
      if (regionOf[root] == region && index[root] <= before) {
        enter(root, graph);
        while (depth > 0) {
          step(region, before, graph, firstWanted, visitor);
        }
      }
    }
  }

  private void enter(int node, Graph graph) {
    index[node] = ++lastIndex;
    low[node] = lastIndex;
    open.add(node);
    int at = depth * FRAME;
    if (at == frames.length) {
      frames = Arrays.copyOf(frames, at * 2);
    }
    frames[at] = node;
    frames[at + 1] = 0;
    frames[at + 2] = graph.edgeCount(node);
    depth++;
  }

  /** Follows one edge of the node on top, or leaves it after the last. */
  private void step(int region, int before, Graph graph, int firstWanted, Visitor visitor) {
    int at = (depth - 1) * FRAME;
    int node = frames[at];
    if (frames[at + 1] == frames[at + 2]) {
      depth--;
      if (depth > 0) {
        int parent = frames[at - FRAME];
        low[parent] = Math.min(low[parent], low[node]);
      }
      if (low[node] == index[node]) {
        close(node, firstWanted, visitor);
      }
      return;
    }
    int target = graph.edge(node, frames[at + 1]++);
    if (target == 0 || regionOf[target] != region) {
      return;
    }
    if (index[target] <= before) {
      enter(target, graph);
    } else {
      low[node] = Math.min(low[node], index[target]);
    }
  }

  private void close(int root, int firstWanted, Visitor visitor) {
    int region = ++lastRegion;
    wanted.clear();
    int node;
    do {
      node = open.removeLast();
      regionOf[node] = region;
      if (node >= firstWanted) {
        wanted.add(node);
      }
    } while (node != root);
    if (wanted.size() > 0) {
      visitor.component(region, wanted.toArray());
    }
  }
}
