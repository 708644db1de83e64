package org.heapsnapshot.core.encode;

import java.util.List;

/**
 * What INSTANCES and ARRAYS begin with.
 *
 * <pre>
 * groupCount:int unit:int[groupCount] class:int[groupCount] count:int[groupCount]
 * </pre>
 */
final class GroupTable {
  private GroupTable() {}

  static void write(HeapOutput out, List<ObjectGroup> groups) {
    out.putInt(groups.size());
    for (ObjectGroup group : groups) {
      out.putInt(group.unit);
    }
    for (ObjectGroup group : groups) {
      out.putInt(group.row);
    }
    for (ObjectGroup group : groups) {
      out.putInt(group.count);
    }
  }
}
