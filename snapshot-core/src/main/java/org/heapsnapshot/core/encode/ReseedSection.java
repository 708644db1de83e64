package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.capture.HashedCollection;
import org.heapsnapshot.runtime.format.ReseedKind;

/**
 * Section RESEED: the collections to be rebuilt in place, inner before outer.
 *
 * <pre>
 * Reseed := count:int object:int[count] kind:int[count] entryStart:int[count + 1] key:int[…] value:int[…]
 * </pre>
 */
final class ReseedSection {
  private ReseedSection() {}

  /**
   * @param order captured ids of the collections
   */
  static Section of(int[] order, ObjectGraph graph, Numbering ids) {
    IntSequence object = new IntSequence();
    IntSequence kind = new IntSequence();
    IntSequence start = new IntSequence().add(0);
    IntSequence key = new IntSequence();
    IntSequence value = new IntSequence();
    for (int id : order) {
      HashedCollection collection = graph.unstable(graph.unstableIndex(id));
      object.add(ids.imageId(id));
      kind.add(collection.kind());
      int[] values = collection.values();
      boolean identities = collection.kind() == ReseedKind.IDENTITY_HASH;
      for (int i = 0; i < collection.keys().length; i++) {
        key.add(ids.imageId(collection.keys()[i]));
        if (identities) {
          value.add(collection.hashes()[i]);
        } else {
          value.add(values.length == 0 ? 0 : ids.imageId(values[i]));
        }
      }
      start.add(key.size());
    }
    return Section.ofInts(
        new IntSequence()
            .add(order.length)
            .addAll(object)
            .addAll(kind)
            .addAll(start)
            .addAll(key)
            .addAll(value));
  }
}
