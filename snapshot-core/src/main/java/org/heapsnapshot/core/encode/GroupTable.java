package org.heapsnapshot.core.encode;

/**
 * What INSTANCES and ARRAYS begin with.
 *
 * <pre>
 * groupCount:int unit:int[groupCount] class:int[groupCount] count:int[groupCount]
 * </pre>
 */
final class GroupTable {
  /** The only unit so far: everything restored is a boot unit. */
  static final int BOOT_UNIT = 0;

  private GroupTable() {}

  static void write(HeapOutput out, int[] groups, ClassRows rows) {
    out.putInt(groups.length);
    for (int i = 0; i < groups.length; i++) {
      out.putInt(BOOT_UNIT);
    }
    for (int row : groups) {
      out.putInt(row);
    }
    for (int row : groups) {
      out.putInt(rows.objectCount(row));
    }
  }
}
