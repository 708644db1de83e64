package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;

/** What image format 1 cannot hold, said in a way the user can act on. */
final class FormatLimits {
  private FormatLimits() {}

  /**
   * @throws SnapshotException if there are too many objects to number
   */
  static void checkObjects(long objects, ClassRows rows) {
    if (objects > HeapLayout.MAX_OBJECT_ID) {
      throw new SnapshotException(
          "The static state has "
              + objects
              + " objects; an image holds at most "
              + HeapLayout.MAX_OBJECT_ID
              + ". "
              + mostFrequent(rows)
              + advice());
    }
  }

  /**
   * @param lengths the length in bytes of each section, section 1 first
   * @throws SnapshotException if the heap would be longer than {@code limit}
   */
  static void checkBytes(long heapBytes, long limit, long[] lengths, ClassRows rows) {
    if (heapBytes > limit) {
      int largest = 0;
      for (int i = 1; i < lengths.length; i++) {
        largest = lengths[i] > lengths[largest] ? i : largest;
      }
      throw new SnapshotException(
          "The heap of the image would take "
              + heapBytes
              + " bytes; an image holds at most "
              + limit
              + ". The largest section is "
              + SectionId.name(largest + 1)
              + " with "
              + lengths[largest]
              + " bytes. "
              + mostFrequent(rows)
              + advice());
    }
  }

  /**
   * @throws SnapshotException if a field offset is not what 32 bits hold
   */
  static int offset(long offset, String className, String fieldName) {
    if (offset < 0 || offset > Integer.MAX_VALUE) {
      throw new SnapshotException(
          "Field "
              + className
              + "."
              + fieldName
              + " has offset "
              + offset
              + "; an image holds offsets from 0 to "
              + Integer.MAX_VALUE
              + ". This JVM cannot be a target; use --java-home for another.");
    }
    return (int) offset;
  }

  private static String mostFrequent(ClassRows rows) {
    int most = -1;
    for (int row = 0; row < rows.count(); row++) {
      if (most < 0 || rows.objectCount(row) > rows.objectCount(most)) {
        most = row;
      }
    }
    return most < 0
        ? ""
        : "Most objects are of "
            + rows.captured(most).name()
            + " ("
            + rows.objectCount(most)
            + "). ";
  }

  private static String advice() {
    return "Use --initialize-at-run-time for the classes whose statics hold them.";
  }
}
