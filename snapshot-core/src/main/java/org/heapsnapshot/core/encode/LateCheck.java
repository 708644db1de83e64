package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.observe.Conviction;

/**
 * Finds the late classes that boot would have to initialize, because objects of theirs are in boot
 * units: what they do at their natural time would be done before {@code main}. Immutable.
 */
public final class LateCheck {
  private final Predicate<String> identityHashed;

  /**
   * @param identityHashed as for {@link HeapEncoder}
   */
  public LateCheck(Predicate<String> identityHashed) {
    this.identityHashed = identityHashed;
  }

  /** One conviction for each such class. */
  public List<Conviction> check(CapturedHeap heap) {
    if (heap.late().isEmpty()) {
      return List.of();
    }
    BitSet late = new BitSet();
    for (CapturedLate c : heap.late()) {
      late.set(c.classIndex());
    }
    ObjectGraph graph = new ObjectGraph(heap);
    BitSet boot = UnitPartition.bootObjects(graph, Reachable.of(graph), identityHashed);
    List<Conviction> result = new ArrayList<>();
    for (int id = boot.nextSetBit(1); id > 0; id = boot.nextSetBit(id + 1)) {
      if (graph.object(id) instanceof CapturedObject.Instance instance
          && late.get(instance.classIndex())) {
        late.clear(instance.classIndex());
        result.add(conviction(heap.classes().get(instance.classIndex()).name()));
      }
    }
    return result;
  }

  private static Conviction conviction(String name) {
    return new Conviction(
        name,
        "LOGS",
        "it obtains a logger or does something like it when it is initialized, but an object of it"
            + " has to be restored at boot, with classes that need each other or collections hashed"
            + " by the program, and that initializes it before main",
        List.of(),
        "",
        "Name one of those classes with --initialize-at-run-time.");
  }
}
