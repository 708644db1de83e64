package org.heapsnapshot.core.encode;

import org.heapsnapshot.interning.StringTable;

/**
 * Section STRINGS: every distinct text once.
 *
 * <pre>
 * Strings := count:int dataBytes:int shape:int[count] data:u1[dataBytes] zero padding to a multiple of 4
 * </pre>
 */
final class StringsSection implements Section {
  private final StringTable table;

  StringsSection(StringTable table) {
    this.table = table;
  }

  @Override
  public long lengthBytes() {
    return (2L + table.size()) * Integer.BYTES
        + HeapOutput.aligned(table.dataBytes(), Integer.BYTES);
  }

  @Override
  public void write(HeapOutput out) {
    out.putInt(table.size());
    out.putInt((int) table.dataBytes());
    for (int i = 0; i < table.size(); i++) {
      out.putInt(table.shape(i));
    }
    int start = out.position();
    out.position(table.copyData(out.bytes(), start));
    out.align(start, Integer.BYTES);
  }
}
