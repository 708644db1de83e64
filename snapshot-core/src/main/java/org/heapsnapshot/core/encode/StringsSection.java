package org.heapsnapshot.core.encode;

import org.heapsnapshot.core.intern.InternedStrings;
import org.heapsnapshot.interning.StringTable;
import org.heapsnapshot.runtime.format.StringsLayout;

/**
 * Section STRINGS: every distinct text once.
 *
 * <pre>
 * Strings := count:int dataBytes:int needed:int neededBytes:int
 *            shape:int[count] data:u1[dataBytes] zero padding to a multiple of 4
 * </pre>
 */
final class StringsSection implements Section {
  private final StringTable table;
  private final int needed;

  StringsSection(InternedStrings strings) {
    table = strings.table();
    needed = strings.needed();
  }

  @Override
  public long lengthBytes() {
    return StringsLayout.HEAD_BYTES
        + (long) table.size() * Integer.BYTES
        + HeapOutput.aligned(table.dataBytes(), Integer.BYTES);
  }

  @Override
  public void write(HeapOutput out) {
    out.putInt(table.size());
    out.putInt((int) table.dataBytes());
    out.putInt(needed);
    out.putInt(neededBytes());
    for (int i = 0; i < table.size(); i++) {
      out.putInt(table.shape(i));
    }
    int start = out.position();
    out.position(table.copyData(out.bytes(), start));
    out.align(start, Integer.BYTES);
  }

  private int neededBytes() {
    long bytes = 0;
    for (int i = 0; i < needed; i++) {
      bytes += StringTable.byteLength(table.shape(i));
    }
    return (int) bytes;
  }
}
