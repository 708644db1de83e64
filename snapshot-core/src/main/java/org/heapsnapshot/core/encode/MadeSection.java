package org.heapsnapshot.core.encode;

import java.util.HashMap;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.intern.InternedStrings;

/**
 * Section MADE: the classes that the program made while it was observed.
 *
 * <pre>
 * Made := count:int class:int[count] host:int[count] file:int[count]
 *         needStart:int[count + 1] need:int[…] definerStart:int[count + 1] definer:int[…]
 * </pre>
 */
final class MadeSection {
  private static final int BOOT = -1;

  private MadeSection() {}

  static Section of(CapturedHeap heap, ClassRows rows, InternedStrings strings) {
    Map<Integer, Integer> rowOf = new HashMap<>();
    for (int row = 0; row < heap.statics().size(); row++) {
      rowOf.put(heap.statics().get(row).classIndex(), row);
    }
    IntSequence type = new IntSequence();
    IntSequence host = new IntSequence();
    IntSequence file = new IntSequence();
    IntSequence needStart = new IntSequence().add(0);
    IntSequence need = new IntSequence();
    IntSequence definerStart = new IntSequence().add(0);
    IntSequence definer = new IntSequence();
    for (CapturedMade made : heap.made()) {
      type.add(rows.rowOfClass(made.classIndex()));
      host.add(rows.rowOfClass(made.host()));
      file.add(strings.indexOf(made.fileText()));
      needStart.add(need.addAll(made.needs()).size());
      if (made.atBoot()) {
        definer.add(BOOT);
      }
      for (int c : made.definers()) {
        definer.add(rowOf.get(c));
      }
      definerStart.add(definer.size());
    }
    return Section.ofInts(
        new IntSequence()
            .add(heap.made().size())
            .addAll(type)
            .addAll(host)
            .addAll(file)
            .addAll(needStart)
            .addAll(need)
            .addAll(definerStart)
            .addAll(definer));
  }
}
