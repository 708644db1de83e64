package org.heapsnapshot.core.encode;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * The order in which unstable collections are rebuilt: inner before outer.
 *
 * <p>Rebuilding a map hashes its keys, and hashing a key may read every collection inside the key,
 * which therefore has to be rebuilt before. That is a walk over a graph in which an unstable
 * collection is two nodes:
 *
 * <pre>
 *   contents(c)  what somebody who reads c needs:  rebuild(c), all that c refers to
 *   rebuild(c)   what rebuilding c needs:          contents of what its keys refer to
 *   any object   contents of what it refers to
 * </pre>
 *
 * <p>Components of this graph are found by Tarjan's algorithm, which finds those that others depend
 * on first. Which edges count is decided in steps: where many collections lie in one cycle, that
 * cycle is looked at again with fewer edges.
 *
 * <ol start="0">
 *   <li>keys and values;
 *   <li>keys only, and not where hashing stops: at keys of an {@code IdentityHashMap}, at enum
 *       constants, at instances of classes known to hash by identity;
 *   <li>as before, and instances of program classes lead nowhere;
 *   <li>what is a cycle even then goes by descending captured id: capture finds outer ones first.
 * </ol>
 */
final class RebuildOrder {
  private static final int ALL_EDGES = 0;
  private static final int LIBRARY_EDGES = 2;

  private final ObjectGraph graph;
  private final boolean[] leaf;
  private final boolean[] program;
  private final IntSequence order = new IntSequence();

  private RebuildOrder(ObjectGraph graph, Predicate<String> identityHashed) {
    this.graph = graph;
    int classes = graph.heap().classes().size();
    leaf = new boolean[classes];
    program = new boolean[classes];
    for (int i = 0; i < classes; i++) {
      CapturedClass type = graph.heap().classes().get(i);
      leaf[i] = isEnum(type, graph.heap().classes()) || identityHashed.test(type.name());
      program[i] = type.loader() >= ClassFlags.LOADER_APPLICATION;
    }
  }

  /**
   * The captured ids of the reached unstable collections, in the order of their rebuilding.
   *
   * @param identityHashed answers whether instances of the class of that name have the {@code
   *     hashCode} of {@code Object}; false where unknown
   */
  static int[] of(ObjectGraph graph, BitSet reached, Predicate<String> identityHashed) {
    // Hashing a key may read a field with a placeholder.
    RebuildOrder rebuild = new RebuildOrder(graph.joined(), identityHashed);
    IntSequence nodes = new IntSequence();
    for (boolean made : new boolean[] {false, true}) {
      // What handlers make of their own accord comes last where nothing else asks for it: their
      // code may look up keys in whatever the program has.
      for (int u = 0; u < graph.unstableCount(); u++) {
        if (reached.get(graph.unstable(u).object()) && isMade(graph.unstable(u)) == made) {
          nodes.add(rebuild.rebuildNode(u));
        }
      }
    }
    if (nodes.size() > 1) {
      int nodeCount = graph.size() + 1 + graph.unstableCount();
      rebuild.order(new Components(nodeCount), nodes.toArray());
    } else {
      rebuild.order.addAll(nodes);
    }
    return Arrays.stream(rebuild.order.toArray()).map(rebuild::objectOf).toArray();
  }

  private static boolean isMade(HashedCollection collection) {
    return collection.kind() == ReseedKind.HANDLED && collection.hashes().length == 0;
  }

  private void order(Components components, int[] roots) {
    Deque<Group> pending = new ArrayDeque<>();
    pending.push(new Group(ALL_EDGES, 0, roots));
    while (!pending.isEmpty()) {
      Group group = pending.pop();
      if (group.nodes.length == 1 || group.level > LIBRARY_EDGES) {
        Arrays.sort(group.nodes);
        for (int i = group.nodes.length - 1; i >= 0; i--) {
          order.add(group.nodes[i]);
        }
        continue;
      }
      Deque<Group> outerFirst = new ArrayDeque<>();
      components.find(
          group.nodes,
          group.region,
          new Edges(group.level),
          graph.size() + 1,
          (region, nodes) -> outerFirst.push(new Group(group.level + 1, region, nodes)));
      outerFirst.forEach(pending::push);
    }
  }

  private int rebuildNode(int u) {
    return graph.size() + 1 + u;
  }

  private int objectOf(int rebuildNode) {
    return graph.unstable(rebuildNode - graph.size() - 1).object();
  }

  private static boolean isEnum(CapturedClass type, List<CapturedClass> classes) {
    return !type.fields().isEmpty()
        && classes.get(type.fields().get(0).declaringClass()).name().equals("java.lang.Enum");
  }

  /** Rebuild nodes whose mutual order is open: all in one component at the level before. */
  private record Group(int level, int region, int[] nodes) {}

  /** The edges that count at one level. */
  private final class Edges implements Components.Graph {
    private final int level;

    Edges(int level) {
      this.level = level;
    }

    @Override
    public int edgeCount(int node) {
      if (node > graph.size()) {
        return rebuildEdgeCount(graph.unstable(node - graph.size() - 1));
      }
      int u = graph.unstableIndex(node);
      if (u >= 0) {
        return 1 + (stopsAtKeys(graph.unstable(u)) ? 0 : graph.edgeCount(node));
      }
      if (level != ALL_EDGES && graph.object(node) instanceof CapturedObject.Instance instance) {
        int type = instance.classIndex();
        if (leaf[type] || (level == LIBRARY_EDGES && program[type])) {
          return 0;
        }
      }
      return graph.edgeCount(node);
    }

    @Override
    public int edge(int node, int k) {
      if (node > graph.size()) {
        HashedCollection collection = graph.unstable(node - graph.size() - 1);
        int keys = collection.keys().length;
        return k < keys ? collection.keys()[k] : collection.values()[k - keys];
      }
      int u = graph.unstableIndex(node);
      if (u < 0) {
        return graph.edge(node, k);
      }
      return k == 0 ? rebuildNode(u) : graph.edge(node, k - 1);
    }

    private int rebuildEdgeCount(HashedCollection collection) {
      if (level == ALL_EDGES) {
        return collection.keys().length + collection.values().length;
      }
      return stopsAtKeys(collection) ? 0 : collection.keys().length;
    }

    private boolean stopsAtKeys(HashedCollection collection) {
      return collection.kind() == ReseedKind.IDENTITY_HASH
          || level != ALL_EDGES && collection.kind() == ReseedKind.IDENTITY_HASH_MAP;
    }
  }
}
