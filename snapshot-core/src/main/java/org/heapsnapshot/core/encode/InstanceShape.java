package org.heapsnapshot.core.encode;

import java.util.List;
import java.util.stream.IntStream;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedField.Treatment;
import org.heapsnapshot.core.capture.CapturedHeap;

/**
 * Which instance fields of an object are carried. All instances of a class have one shape, but for
 * unstable collections, whose table fields are left out.
 *
 * @param classIndex the captured class
 * @param columns indices into the fields of the class: those that get a column, ascending
 * @param references those of {@code columns} that are references
 */
record InstanceShape(int classIndex, int[] columns, int[] references) {

  /**
   * The shape of instances of a class.
   *
   * @param omitted indices of fields to be left out besides {@code ZEROED} ones, ascending
   * @throws IllegalArgumentException if one of them is no instance field of the class
   */
  static InstanceShape of(CapturedHeap heap, int classIndex, int[] omitted) {
    List<CapturedField> fields = heap.classes().get(classIndex).fields();
    int instanceFields = heap.classes().get(classIndex).instanceFieldCount();
    if (omitted.length > 0 && (omitted[0] < 0 || omitted[omitted.length - 1] >= instanceFields)) {
      throw new IllegalArgumentException(
          "table field is no instance field of " + heap.classes().get(classIndex).name());
    }
    int[] columns =
        IntStream.range(0, instanceFields)
            .filter(f -> fields.get(f).treatment() == Treatment.COPIED)
            .filter(f -> IntStream.of(omitted).noneMatch(o -> o == f))
            .toArray();
    int[] references = IntStream.of(columns).filter(f -> fields.get(f).isReference()).toArray();
    return new InstanceShape(classIndex, columns, references);
  }
}
