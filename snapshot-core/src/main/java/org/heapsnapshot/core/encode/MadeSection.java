package org.heapsnapshot.core.encode;

import java.util.HashMap;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLoader;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.intern.InternedStrings;

/**
 * Section MADE: the classes that the program made while it was observed, and its class loaders.
 *
 * <pre>
 * Made := count:int class:int[count] host:int[count] file:int[count]
 *         needStart:int[count + 1] need:int[…] definerStart:int[count + 1] definer:int[…]
 *         loaderCount:int loader:int[loaderCount] name:int[loaderCount] parent:int[loaderCount]
 *         memberStart:int[loaderCount + 1] member:int[…]
 * </pre>
 */
final class MadeSection {
  private static final int BOOT = -1;

  private MadeSection() {}

  static Section of(CapturedHeap heap, ClassRows rows, Numbering ids, InternedStrings strings) {
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
      host.add(
          made.host() == CapturedMade.NO_HOST
              ? CapturedMade.NO_HOST
              : rows.rowOfClass(made.host()));
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
            .addAll(definer)
            .addAll(loaders(heap, ids)));
  }

  /** Those that the image holds are all that were found: what is not reached convicts. */
  private static IntSequence loaders(CapturedHeap heap, Numbering ids) {
    Map<Integer, Integer> rowOf = new HashMap<>();
    for (int i = 0; i < heap.made().size(); i++) {
      rowOf.put(heap.made().get(i).classIndex(), i);
    }
    IntSequence object = new IntSequence();
    IntSequence name = new IntSequence();
    IntSequence parent = new IntSequence();
    IntSequence memberStart = new IntSequence().add(0);
    IntSequence member = new IntSequence();
    for (CapturedLoader loader : heap.loaders()) {
      object.add(ids.imageId(loader.object()));
      name.add(ids.imageId(loader.name()));
      parent.add(loader.parent());
      for (int c : loader.classes()) {
        member.add(rowOf.get(c));
      }
      memberStart.add(member.size());
    }
    return new IntSequence()
        .add(heap.loaders().size())
        .addAll(object)
        .addAll(name)
        .addAll(parent)
        .addAll(memberStart)
        .addAll(member);
  }
}
