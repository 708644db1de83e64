package org.heapsnapshot.core.encode;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLoader;
import org.heapsnapshot.core.capture.CapturedStatics;

/**
 * The objects that are reached from the statics over an {@link ObjectGraph}: what captured objects
 * only the table of an unstable collection needed are left out of the image.
 */
final class Reachable {
  private final ObjectGraph graph;
  private final BitSet reached;
  private int[] worklist = new int[1024];
  private int pending;

  private Reachable(ObjectGraph graph) {
    this.graph = graph;
    reached = new BitSet(graph.size() + 1);
  }

  /**
   * Marks what is reached.
   *
   * @throws IllegalArgumentException if a reference leads to an object that was not captured
   */
  static BitSet of(ObjectGraph graph) {
    Reachable reachable = new Reachable(graph.joined());
    for (CapturedStatics statics : graph.heap().statics()) {
      reachable.addStatics(statics);
    }
    for (CapturedLoader loader : graph.heap().loaders()) {
      reachable.add(loader.object(), 0);
    }
    reachable.drain();
    return reachable.reached;
  }

  private void addStatics(CapturedStatics statics) {
    for (int handed : statics.handed()) {
      add(handed, 0);
    }
    CapturedHeap heap = graph.heap();
    List<CapturedField> fields = heap.classes().get(statics.classIndex()).fields();
    for (int i = 0; i < statics.fields().length; i++) {
      CapturedField field = fields.get(statics.fields()[i]);
      if (field.isReference() && field.treatment() == Treatment.COPIED) {
        add((int) statics.values()[i], 0);
      }
      add(statics.identities()[i], 0);
    }
  }

  private void drain() {
    while (pending > 0) {
      int id = worklist[--pending];
      int edges = graph.edgeCount(id);
      for (int k = 0; k < edges; k++) {
        add(graph.edge(id, k), id);
      }
    }
  }

  private void add(int id, int holder) {
    if (id == 0 || (id > 0 && reached.get(id))) {
      return;
    }
    if (id < 0 || id > graph.size()) {
      throw new IllegalArgumentException(
          "reference leads to no captured object: id="
              + id
              + " objects="
              + graph.size()
              + " held by "
              + (holder == 0 ? "a static field" : graph.object(holder).getClass().getSimpleName())
              + " "
              + holder);
    }
    reached.set(id);
    if (pending == worklist.length) {
      worklist = Arrays.copyOf(worklist, pending * 2);
    }
    worklist[pending++] = id;
  }
}
