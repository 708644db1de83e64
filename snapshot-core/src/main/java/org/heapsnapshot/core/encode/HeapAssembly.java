package org.heapsnapshot.core.encode;

import java.util.List;
import java.util.zip.CRC32;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * Puts the sections behind header and section table.
 *
 * <pre>
 * Heap := Header SectionTable Section*
 * </pre>
 */
final class HeapAssembly {
  private HeapAssembly() {}

  /**
   * The whole heap in one array of its exact length; image id and header CRC are zero.
   *
   * @param sections all sections, section 1 first
   * @param limit the longest heap allowed, in bytes
   * @throws SnapshotException if the heap would be longer
   */
  static byte[] assemble(List<Section> sections, long limit, ClassRows rows) {
    int count = sections.size();
    long[] lengths = new long[count];
    long[] offsets = new long[count];
    long end = HeapLayout.HEADER_BYTES + (long) count * HeapLayout.ENTRY_BYTES;
    for (int i = 0; i < count; i++) {
      offsets[i] = HeapOutput.aligned(end, HeapLayout.SECTION_ALIGNMENT);
      lengths[i] = sections.get(i).lengthBytes();
      end = offsets[i] + lengths[i];
    }
    FormatLimits.checkBytes(end, limit, lengths, rows);
    HeapOutput out = new HeapOutput(new byte[(int) end], 0);
    putHeader(out, count, end);
    for (int i = 0; i < count; i++) {
      out.position((int) offsets[i]);
      sections.get(i).write(out);
      if (out.position() != offsets[i] + lengths[i]) {
        throw new IllegalStateException(
            SectionId.name(i + 1)
                + " must be as long as it said: length="
                + lengths[i]
                + " written="
                + (out.position() - offsets[i]));
      }
      putEntry(out, i, offsets[i], lengths[i]);
    }
    return out.bytes();
  }

  private static void putHeader(HeapOutput out, int sectionCount, long heapBytes) {
    out.putLongAt(0, HeapLayout.MAGIC);
    out.putIntAt(HeapLayout.VERSION_OFFSET, HeapLayout.FORMAT_VERSION);
    out.putIntAt(HeapLayout.HEADER_BYTES_OFFSET, HeapLayout.HEADER_BYTES);
    out.putIntAt(HeapLayout.SECTION_COUNT_OFFSET, sectionCount);
    out.putLongAt(HeapLayout.HEAP_BYTES_OFFSET, heapBytes);
  }

  private static void putEntry(HeapOutput out, int index, long offset, long length) {
    CRC32 crc = new CRC32();
    crc.update(out.bytes(), (int) offset, (int) length);
    int entry = HeapLayout.HEADER_BYTES + index * HeapLayout.ENTRY_BYTES;
    out.putIntAt(entry + HeapLayout.ENTRY_ID_OFFSET, index + 1);
    out.putIntAt(entry + HeapLayout.ENTRY_CRC_OFFSET, (int) crc.getValue());
    out.putLongAt(entry + HeapLayout.ENTRY_START_OFFSET, offset);
    out.putLongAt(entry + HeapLayout.ENTRY_LENGTH_OFFSET, length);
  }
}
