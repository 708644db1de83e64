package org.heapsnapshot.core.encode;

import java.util.List;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedObject;

/**
 * Section INSTANCES: the field values of all instances, in columns.
 *
 * <pre>
 * Instances := groupCount:int unit:int[groupCount] class:int[groupCount] count:int[groupCount] Column*
 * Column    := int[count] for Z B C S I F L [    |    int[2 × count] for J D: low half, high half
 * </pre>
 *
 * <p>Both halves of a value are next to each other, so that a column of {@code J} or {@code D} is
 * an array of little-endian longs.
 */
final class InstancesSection implements Section {
  private final ClassRows rows;
  private final Numbering ids;
  private final List<ObjectGroup> groups;

  InstancesSection(ClassRows rows, Numbering ids) {
    this.rows = rows;
    this.ids = ids;
    groups = ids.instanceGroups();
  }

  @Override
  public long lengthBytes() {
    long bytes = (1L + 3L * groups.size()) * Integer.BYTES;
    for (ObjectGroup group : groups) {
      bytes += group.count * (long) bytesPerInstance(group.row);
    }
    return bytes;
  }

  private int bytesPerInstance(int row) {
    int bytes = 0;
    for (int column : rows.shape(row).columns()) {
      bytes += valueBytes(rows.captured(row).fields().get(column));
    }
    return bytes;
  }

  private static int valueBytes(CapturedField field) {
    return field.kind() == 'J' || field.kind() == 'D' ? Long.BYTES : Integer.BYTES;
  }

  @Override
  public void write(HeapOutput out) {
    GroupTable.write(out, groups);
    int first = ids.firstInstance();
    for (ObjectGroup group : groups) {
      writeColumns(out, group.row, first, group.count);
      first += group.count;
    }
  }

  /** Object by object, so that each captured record is read once. */
  private void writeColumns(HeapOutput out, int row, int first, int count) {
    int[] columns = rows.shape(row).columns();
    List<CapturedField> fields = rows.captured(row).fields();
    int[] starts = new int[columns.length];
    boolean[] wide = new boolean[columns.length];
    boolean[] reference = new boolean[columns.length];
    int end = out.position();
    for (int c = 0; c < columns.length; c++) {
      CapturedField field = fields.get(columns[c]);
      starts[c] = end;
      wide[c] = valueBytes(field) == Long.BYTES;
      reference[c] = field.isReference();
      end += count * valueBytes(field);
    }
    boolean placeholders = rows.hasPlaceholders(row);
    for (int i = 0; i < count; i++) {
      CapturedObject.Instance instance = (CapturedObject.Instance) ids.object(first + i);
      if (placeholders) {
        out.putIntAt(starts[0] + i * Integer.BYTES, ids.imageId(Deferral.target(instance)));
        out.putIntAt(starts[1] + i * Integer.BYTES, rows.fieldRow(instance));
        continue;
      }
      long[] values = instance.values();
      for (int c = 0; c < columns.length; c++) {
        long value = values[columns[c]];
        if (wide[c]) {
          out.putLongAt(starts[c] + i * Long.BYTES, value);
        } else {
          int narrow = reference[c] ? ids.imageId((int) value) : (int) value;
          out.putIntAt(starts[c] + i * Integer.BYTES, narrow);
        }
      }
    }
    out.position(end);
  }
}
