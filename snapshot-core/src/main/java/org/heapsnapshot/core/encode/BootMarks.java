package org.heapsnapshot.core.encode;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import org.heapsnapshot.core.capture.CapturedLoader;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * Which objects and classes are restored at boot: see {@link UnitPartition}. Used once, from one
 * thread.
 */
final class BootMarks {
  private final InitializationGraph initialization;
  private final ObjectGraph graph;
  private final BitSet reached;
  private final Predicate<String> identityHashed;
  private final int[] placeholders;
  private final BitSet boot = new BitSet();
  private final IntSequence pending = new IntSequence();

  private BootMarks(
      InitializationGraph initialization,
      ObjectGraph graph,
      BitSet reached,
      Predicate<String> identityHashed) {
    this.initialization = initialization;
    this.graph = graph;
    this.reached = reached;
    this.identityHashed = identityHashed;
    placeholders = graph.placeholders(reached);
  }

  /**
   * The nodes of the initialization graph that boot restores.
   *
   * @param reached the captured ids that the image holds
   * @param identityHashed see {@link JdkHashing}
   */
  static BitSet of(
      InitializationGraph initialization,
      ObjectGraph graph,
      BitSet reached,
      Predicate<String> identityHashed) {
    BootMarks marks = new BootMarks(initialization, graph, reached, identityHashed);
    marks.mark(new JdkHashing(graph, identityHashed));
    return marks.boot;
  }

  private void mark(JdkHashing hashing) {
    new Components(initialization.nodes() + 1)
        .find(
            initialization.rowNodes(),
            0,
            initialization.withSteps(),
            initialization.firstRow(),
            (region, rows) -> {
              if (rows.length > 1) {
                Arrays.stream(rows).forEach(row -> mark(row));
              }
            });
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      if (makesProxy(graph.object(id))) {
        mark(id);
      }
    }
    for (CapturedLoader loader : graph.heap().loaders()) {
      if (reached.get(loader.object())) {
        mark(loader.object());
      }
    }
    for (int u = 0; u < graph.unstableCount(); u++) {
      int id = graph.unstable(u).object();
      if (reached.get(id) && !hashing.suffices(graph.unstable(u))) {
        mark(id);
      }
    }
    if (placeholders.length > 0) {
      markAsBefore();
    }
    spread();
    while (markShared()) {
      spread();
    }
  }

  private void spread() {
    while (pending.size() > 0) {
      int node = pending.removeLast();
      for (int k = 0; k < initialization.edgeCount(node); k++) {
        mark(initialization.edge(node, k));
      }
    }
  }

  /**
   * Marks what boot did without placeholders and has to do still: what holds placeholders, being
   * the hub that all lead to; and what asks the process for something, which the program may have
   * changed when a field is read or a class is used.
   */
  private void markAsBefore() {
    ObjectGraph whole = graph.joined();
    BitSet before = of(new InitializationGraph(whole), whole, reached, identityHashed);
    for (int id = reached.nextSetBit(1); id > 0; id = reached.nextSetBit(id + 1)) {
      if (before.get(id) && asksTheProcess(graph.object(id))) {
        mark(id);
      }
      for (int k = 0; k < graph.edgeCount(id); k++) {
        if (graph.edge(id, k) != 0 && graph.deferred(graph.edge(id, k)) != 0) {
          mark(id);
          break;
        }
      }
    }
  }

  /** Whether an object is what a static field of the JDK holds just then, or a call answers. */
  static boolean asksTheProcess(CapturedObject object) {
    return object instanceof CapturedObject.StaticField
        || object instanceof CapturedObject.Recipe recipe
            && recipe.kind() >= RecipeKind.OUTPUT_STREAM_WRITER;
  }

  /** Marks what two placeholders lead to; whether there is any. */
  private boolean markShared() {
    int[] owner = new int[graph.size() + 1];
    IntSequence next = new IntSequence();
    for (int id : placeholders) {
      next.add(graph.deferred(id));
      while (next.size() > 0) {
        int node = next.removeLast();
        if (node == 0 || boot.get(node) || owner[node] == id) {
          continue;
        }
        if (owner[node] != 0) {
          mark(node);
          continue;
        }
        owner[node] = id;
        for (int k = 0; k < graph.edgeCount(node); k++) {
          next.add(graph.edge(node, k));
        }
      }
    }
    return pending.size() > 0;
  }

  /** Whether making an object defines a class, which may initialize interfaces of the program. */
  private boolean makesProxy(CapturedObject object) {
    return object instanceof CapturedObject.Recipe recipe
        && recipe.kind() == RecipeKind.CALL
        && graph.object(recipe.arguments()[0]) instanceof CapturedObject.Text text
        && text.text().startsWith("s java.lang.reflect.Proxy.");
  }

  private void mark(int node) {
    if (node != 0 && !boot.get(node)) {
      boot.set(node);
      pending.add(node);
    }
  }
}
