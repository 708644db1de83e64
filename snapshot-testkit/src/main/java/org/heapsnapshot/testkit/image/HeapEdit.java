package org.heapsnapshot.testkit.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Changes numbers in the heap of an image file, in place. {@link #finish} makes every checksum
 * right again, so that what is tested is the check of the number, not that of the checksum. Not
 * thread-safe.
 */
final class HeapEdit {
  private static final int HEADER_BYTES = 64;
  private static final int ENTRY_BYTES = 24;
  private static final int HEADER_CRC = 20;

  private final byte[] file;
  private final ByteBuffer bytes;
  private final int local;
  private final int heap;

  /** Edits a copy of an image file. */
  HeapEdit(byte[] image) {
    file = image.clone();
    bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    // The heap is the second entry, and the first says its length in its local header.
    local = dataOffset(0) + bytes.getInt(18);
    heap = dataOffset(local);
  }

  private int dataOffset(int localHeader) {
    return localHeader + 30 + bytes.getShort(localHeader + 26) + bytes.getShort(localHeader + 28);
  }

  /** Where the heap begins in the file. */
  int heapOffset() {
    return heap;
  }

  /** Offset in the file of a field of the header. */
  int header(int offset) {
    return heap + offset;
  }

  /** Offset in the file of a row of the section table: sectionId, crc, offset, length. */
  int entry(String section) {
    return heap + HEADER_BYTES + ENTRY_BYTES * HandMadeHeap.SECTIONS.indexOf(section);
  }

  /** Offset in the file of the first byte of a section. */
  int start(String section) {
    return heap + (int) bytes.getLong(entry(section) + 8);
  }

  /** Length of a section, in bytes. */
  int length(String section) {
    return (int) bytes.getLong(entry(section) + 16);
  }

  int getInt(int offset) {
    return bytes.getInt(offset);
  }

  void putInt(int offset, int value) {
    bytes.putInt(offset, value);
  }

  void flip(int offset, int bit) {
    file[offset] ^= (byte) (1 << bit);
  }

  /** The int of that number in a section, counted from its beginning. */
  int word(String section, int index) {
    return bytes.getInt(start(section) + 4 * index);
  }

  void word(String section, int index, int value) {
    if (4 * index + 4 > length(section)) {
      throw new IllegalArgumentException(section + " has no word " + index);
    }
    bytes.putInt(start(section) + 4 * index, value);
  }

  /** The file as it is now. */
  byte[] bytes() {
    return file;
  }

  /** The file with the checksums of its sections, its header and its ZIP entry made right. */
  byte[] finish() {
    for (String section : HandMadeHeap.SECTIONS) {
      int start = start(section);
      bytes.putInt(entry(section) + 4, crc(start, length(section)));
    }
    return finishHeader();
  }

  /** The same, but the checksums of the sections stay. */
  byte[] finishHeader() {
    bytes.putInt(header(HEADER_CRC), 0);
    int size = HEADER_BYTES + ENTRY_BYTES * HandMadeHeap.SECTIONS.size();
    bytes.putInt(header(HEADER_CRC), crc(heap, size));
    CRC32 crc = new CRC32();
    crc.update(file, heap, bytes.getInt(local + 18));
    bytes.putInt(local + 14, (int) crc.getValue());
    bytes.putInt(central() + 16, (int) crc.getValue());
    return file;
  }

  /** The header of the heap in the central directory, whose offset its second row names. */
  private int central() {
    byte[] signature = {'P', 'K', 1, 2};
    for (int i = heap + bytes.getInt(local + 18); i + 46 < file.length; i++) {
      if (Arrays.equals(file, i, i + 4, signature, 0, 4) && bytes.getInt(i + 42) == local) {
        return i;
      }
    }
    throw new IllegalArgumentException("no central directory");
  }

  private int crc(int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(file, offset, length);
    return (int) crc.getValue();
  }
}
