package org.heapsnapshot.core.encode;

import java.util.List;
import org.heapsnapshot.core.capture.CapturedObject;

/**
 * Section ARRAYS: the length of every array and the elements of arrays of references.
 *
 * <pre>
 * Arrays := groupCount:int unit:int[groupCount] class:int[groupCount] count:int[groupCount] Group*
 * Group  := length:int[count]  then, for arrays of references: element:int[sum of length]
 * </pre>
 */
final class ArraysSection implements Section {
  private final Numbering ids;
  private final int firstArray;
  private final List<ObjectGroup> groups;

  ArraysSection(Numbering ids) {
    this.ids = ids;
    firstArray = ids.firstArray();
    groups = ids.arrayGroups();
  }

  @Override
  public long lengthBytes() {
    long ints = 1L + 3L * groups.size();
    for (int id = firstArray; id <= ids.last(); id++) {
      ints++;
      if (ids.object(id) instanceof CapturedObject.ReferenceArray array) {
        ints += array.elements().length;
      }
    }
    return ints * Integer.BYTES;
  }

  @Override
  public void write(HeapOutput out) {
    GroupTable.write(out, groups);
    int first = firstArray;
    for (ObjectGroup group : groups) {
      int end = first + group.count;
      for (int id = first; id < end; id++) {
        out.putInt(length(ids.object(id)));
      }
      for (int id = first; id < end; id++) {
        writeElements(out, ids.object(id));
      }
      first = end;
    }
  }

  private static int length(CapturedObject object) {
    return object instanceof CapturedObject.ReferenceArray array
        ? array.elements().length
        : ((CapturedObject.PrimitiveArray) object).length();
  }

  private void writeElements(HeapOutput out, CapturedObject object) {
    if (object instanceof CapturedObject.ReferenceArray array) {
      for (int element : array.elements()) {
        out.putInt(ids.imageId(element));
      }
    }
  }
}
