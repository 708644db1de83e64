package org.heapsnapshot.core.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;
import org.heapsnapshot.runtime.format.ClassFlags;

/**
 * Takes what static fields hold out of the rows of their classes, and hands each to a class of its
 * own, the <em>holder</em>, whose initializer runs when the field is read for the first time.
 *
 * @param heap with a row for each holder behind those it had
 * @param rows the fields, each {@code CLASS.FIELD}, to the rows of their holders
 */
public record DeferredStatics(CapturedHeap heap, Map<String, Integer> rows) {

  /**
   * A heap with holders.
   *
   * @param fields the fields, each {@code CLASS.FIELD}, to the binary names of their holders; those
   *     stay as they are that hold null or what depends on the moment, or are of classes that are
   *     not restored
   */
  public static DeferredStatics of(CapturedHeap heap, Map<String, String> fields) {
    List<CapturedClass> classes = new ArrayList<>(heap.classes());
    List<CapturedStatics> statics = new ArrayList<>(heap.statics());
    Map<String, Integer> rows = new LinkedHashMap<>();
    ObjectGraph graph = fields.isEmpty() ? null : new ObjectGraph(heap);
    for (int row = 0; row < heap.statics().size(); row++) {
      CapturedStatics of = heap.statics().get(row);
      CapturedClass owner = heap.classes().get(of.classIndex());
      for (int i = 0; i < of.fields().length; i++) {
        CapturedField field = owner.fields().get(of.fields()[i]);
        String name = owner.name() + "." + field.name();
        if (fields.containsKey(name) && isMade(graph, (int) of.values()[i])) {
          rows.put(name, statics.size());
          classes.add(
              new CapturedClass(
                  fields.get(name), ClassFlags.LOADER_APPLICATION, false, false, List.of()));
          statics.add(holder(classes.size() - 1, (int) of.values()[i]));
          statics.set(row, without(statics.get(row), of.fields()[i]));
        }
      }
    }
    return new DeferredStatics(
        rows.isEmpty() ? heap : heap.with(classes, heap.objects(), statics), rows);
  }

  /** Whether it can be made at any time: nothing that it leads to asks the process. */
  private static boolean isMade(ObjectGraph graph, int object) {
    if (object == 0
        || !(graph.object(object) instanceof CapturedObject.Recipe
            || graph.object(object) instanceof CapturedObject.Instance)) {
      return false;
    }
    BitSet seen = new BitSet();
    IntSequence pending = new IntSequence().add(object);
    while (pending.size() > 0) {
      int id = pending.removeLast();
      if (id == 0 || seen.get(id)) {
        continue;
      }
      seen.set(id);
      if (BootMarks.asksTheProcess(graph.object(id)) && !isLookup(graph, id)) {
        return false;
      }
      for (int k = 0; k < graph.edgeCount(id); k++) {
        pending.add(graph.edge(id, k));
      }
    }
    return true;
  }

  /** The trusted lookup, of which method handles are made, is a constant. */
  private static boolean isLookup(ObjectGraph graph, int id) {
    return graph.object(id) instanceof CapturedObject.StaticField field
        && graph.heap().classes().get(field.classIndex()).name().startsWith("java.lang.invoke.");
  }

  private static CapturedStatics holder(int type, int object) {
    return new CapturedStatics(type, new int[0], new long[0], new int[0], new int[] {object});
  }

  private static CapturedStatics without(CapturedStatics row, int field) {
    int[] left =
        IntStream.range(0, row.fields().length).filter(i -> row.fields()[i] != field).toArray();
    return new CapturedStatics(
        row.classIndex(),
        IntStream.of(left).map(i -> row.fields()[i]).toArray(),
        IntStream.of(left).mapToLong(i -> row.values()[i]).toArray(),
        IntStream.of(left).map(i -> row.identities()[i]).toArray(),
        row.handed());
  }
}
