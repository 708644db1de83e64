package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedObject;

/**
 * Section PRIMITIVES: the elements of each primitive array, in object-id order, each array followed
 * by zeros to a multiple of 8 bytes.
 */
final class PrimitivesSection implements Section {
  private static final int ALIGNMENT = 8;

  private final ClassRows rows;
  private final Numbering ids;
  private final int firstArray;

  PrimitivesSection(ClassRows rows, Numbering ids) {
    this.rows = rows;
    this.ids = ids;
    firstArray = ids.firstArray();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if an array's data has not the length that its class and
   *     length ask for
   */
  @Override
  public long lengthBytes() {
    long bytes = 0;
    int id = firstArray;
    for (ObjectGroup group : ids.arrayGroups()) {
      for (int i = group.count; i > 0; i--) {
        if (ids.object(id++) instanceof CapturedObject.PrimitiveArray array) {
          check(array, rows.captured(group.row));
          bytes += HeapOutput.aligned(array.data().length, ALIGNMENT);
        }
      }
    }
    return bytes;
  }

  private static void check(CapturedObject.PrimitiveArray array, CapturedClass type) {
    if (array.data().length != array.length() * (long) elementBytes(type.name())) {
      throw new IllegalArgumentException(
          "data must fit the array: class="
              + type.name()
              + " length="
              + array.length()
              + " bytes="
              + array.data().length);
    }
  }

  private static int elementBytes(String arrayClass) {
    return switch (arrayClass) {
      case "[Z", "[B" -> Byte.BYTES;
      case "[C", "[S" -> Short.BYTES;
      case "[I", "[F" -> Integer.BYTES;
      case "[J", "[D" -> Long.BYTES;
      default -> throw new IllegalArgumentException("no class of primitive arrays: " + arrayClass);
    };
  }

  @Override
  public void write(HeapOutput out) {
    int start = out.position();
    for (int id = firstArray; id <= ids.last(); id++) {
      if (ids.object(id) instanceof CapturedObject.PrimitiveArray array) {
        out.putBytes(array.data());
        out.align(start, ALIGNMENT);
      }
    }
  }
}
