package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.core.fixture.Walked;

/**
 * Pairs of captures of the same statics. Each graph is made anew for its capture, so that identity
 * hashes differ as they do between two JVMs; hashes of classes and enums, which this JVM has once,
 * are made to differ by hand.
 */
final class Heaps {
  static final class Holder {
    static Object root;
    static Object other;
    static long number;
    static Object reference;

    private Holder() {}
  }

  private Heaps() {}

  /** Captures what the supplier makes. */
  static CapturedHeap of(Supplier<?> root) {
    Holder.root = root.get();
    CapturedHeap heap = Walked.of(Holder.class).heap();
    Holder.root = null;
    return heap;
  }

  /** The same heap, the hash values of collections of one kind changed. */
  static CapturedHeap rehashed(CapturedHeap heap, int kind, IntUnaryOperator change) {
    List<HashedCollection> changed = new ArrayList<>();
    for (HashedCollection h : heap.hashed()) {
      int[] hashes = h.hashes().clone();
      for (int i = 0; h.kind() == kind && i < hashes.length; i++) {
        hashes[i] = change.applyAsInt(hashes[i]);
      }
      changed.add(
          new HashedCollection(
              h.object(), h.kind(), h.tableFields(), h.keys(), h.values(), hashes, false));
    }
    return new CapturedHeap(heap.jvm(), heap.classes(), heap.objects(), heap.statics(), changed);
  }

  /** Compares two captures that must be equal, and answers the first, marked. */
  static CapturedHeap marked(CapturedHeap first, CapturedHeap second) {
    Lockstep lockstep = new Lockstep(first, second);
    List<Conviction> convictions = lockstep.compare();
    if (!convictions.isEmpty()) {
      throw new AssertionError(convictions.toString());
    }
    return lockstep.marked();
  }

  /** Kinds of the collections that are marked, in order of the heap. */
  static List<Integer> unstable(CapturedHeap marked) {
    return marked.hashed().stream()
        .filter(HashedCollection::unstable)
        .map(HashedCollection::kind)
        .toList();
  }
}
