package org.heapsnapshot.runtime.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.zip.CRC32;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * The bytes of a heap whose header, section table and checksums are right, as bytes and as {@code
 * int}s, but for section PRIMITIVES, which has bytes only. The layout is {@link HeapLayout}'s. The
 * words are changed in place when field offsets are computed at boot; apart from that immutable.
 */
public final class Heap {
  private static final int HEAD_WORDS =
      HeapLayout.HEADER_BYTES + SectionId.COUNT * HeapLayout.ENTRY_BYTES >> 2;

  private static final String HEX = "0123456789abcdef";

  final byte[] bytes;
  final int[] words;

  /** Where a section starts and ends in {@link #words}, by section id. */
  private final int[] sectionStart = new int[SectionId.COUNT + 1];

  private final int[] sectionEnd = new int[SectionId.COUNT + 1];

  private Heap(byte[] bytes) {
    this.bytes = bytes;
    words = new int[bytes.length >> 2];
  }

  /**
   * Checks a heap but for what its sections hold.
   *
   * @param bytes the whole heap; not copied, not to be changed afterwards
   * @throws Refusal when it is not a heap of this format, or damaged
   */
  public static Heap open(byte[] bytes) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new Refusal(LoadResult.BYTE_ORDER, null);
    }
    if (bytes.length < HeapLayout.HEADER_BYTES) {
      throw Refusal.found(
          LoadResult.TRUNCATED, "heapBytes", bytes.length, "at least " + HeapLayout.HEADER_BYTES);
    }
    Heap heap = new Heap(bytes);
    IntBuffer ints = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int table = Math.min(HEAD_WORDS, heap.words.length);
    ints.get(0, heap.words, 0, table);
    heap.checkHeader();
    heap.checkSections();
    // Elements of arrays are read as bytes, and can be most of a heap.
    int start = heap.sectionStart[SectionId.PRIMITIVES];
    int end = heap.sectionEnd[SectionId.PRIMITIVES];
    ints.get(table, heap.words, table, start - table);
    ints.get(end, heap.words, end, heap.words.length - end);
    return heap;
  }

  /** The image id in the header, 64 lower-case hexadecimal digits. */
  public String imageId() {
    StringBuilder hex = new StringBuilder(2 * HeapLayout.IMAGE_ID_BYTES);
    for (int i = 0; i < HeapLayout.IMAGE_ID_BYTES; i++) {
      int b = bytes[HeapLayout.IMAGE_ID_OFFSET + i];
      hex.append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
    }
    return hex.toString();
  }

  /** Length of the heap in bytes. */
  public int byteCount() {
    return bytes.length;
  }

  /** A reader at the start of a section. */
  Section section(int id) {
    return new Section(this, id, sectionStart[id], sectionEnd[id]);
  }

  private long longAt(int byteOffset) {
    int at = byteOffset >> 2;
    return words[at] & 0xFFFFFFFFL | (long) words[at + 1] << 32;
  }

  private void checkHeader() {
    if (longAt(0) != HeapLayout.MAGIC) {
      throw Refusal.found(
          LoadResult.WRONG_MAGIC,
          "magic",
          Long.toHexString(longAt(0)),
          Long.toHexString(HeapLayout.MAGIC));
    }
    int version = words[HeapLayout.VERSION_OFFSET >> 2];
    if (version != HeapLayout.FORMAT_VERSION) {
      LoadResult cause =
          version < HeapLayout.FORMAT_VERSION ? LoadResult.FORMAT_OLDER : LoadResult.FORMAT_NEWER;
      throw Refusal.found(cause, "formatVersion", version, HeapLayout.FORMAT_VERSION);
    }
    expect("headerBytes", words[HeapLayout.HEADER_BYTES_OFFSET >> 2], HeapLayout.HEADER_BYTES);
    expect("sectionCount", words[HeapLayout.SECTION_COUNT_OFFSET >> 2], SectionId.COUNT);
    long heapBytes = longAt(HeapLayout.HEAP_BYTES_OFFSET);
    if (heapBytes != bytes.length) {
      throw Refusal.found(LoadResult.TRUNCATED, "heapBytes", bytes.length, heapBytes);
    }
    if (bytes.length < HeapLayout.HEADER_BYTES + SectionId.COUNT * HeapLayout.ENTRY_BYTES) {
      throw Refusal.found(LoadResult.TRUNCATED, "heapBytes", bytes.length, "the section table");
    }
    expect("headerCrc", headerCrc(), words[HeapLayout.HEADER_CRC_OFFSET >> 2]);
  }

  private int headerCrc() {
    CRC32 crc = new CRC32();
    int after = HeapLayout.HEADER_CRC_OFFSET + 4;
    int end = HeapLayout.HEADER_BYTES + SectionId.COUNT * HeapLayout.ENTRY_BYTES;
    crc.update(bytes, 0, HeapLayout.HEADER_CRC_OFFSET);
    crc.update(new byte[4], 0, 4);
    crc.update(bytes, after, end - after);
    return (int) crc.getValue();
  }

  private void checkSections() {
    int end = HeapLayout.HEADER_BYTES + SectionId.COUNT * HeapLayout.ENTRY_BYTES;
    CRC32 crc = new CRC32();
    for (int id = 1; id <= SectionId.COUNT; id++) {
      int entry = HeapLayout.HEADER_BYTES + (id - 1) * HeapLayout.ENTRY_BYTES;
      int storedId = words[entry + HeapLayout.ENTRY_ID_OFFSET >> 2];
      long start = longAt(entry + HeapLayout.ENTRY_START_OFFSET);
      long length = longAt(entry + HeapLayout.ENTRY_LENGTH_OFFSET);
      if (storedId != id
          || start != aligned(end)
          || (length & 3) != 0
          || length < 0
          || length > bytes.length - start) {
        throw new Refusal(
            LoadResult.SECTION_TABLE_CORRUPT,
            "entry " + id + ": id=" + storedId + " offset=" + start + " length=" + length);
      }
      checkGap(end, (int) start);
      end = (int) (start + length);
      crc.reset();
      crc.update(bytes, (int) start, (int) length);
      if ((int) crc.getValue() != words[entry + HeapLayout.ENTRY_CRC_OFFSET >> 2]) {
        throw new Refusal(LoadResult.CHECKSUM, "section " + SectionId.name(id));
      }
      sectionStart[id] = (int) start >> 2;
      sectionEnd[id] = end >> 2;
    }
    if (bytes.length > aligned(end)) {
      throw Refusal.found(LoadResult.SECTION_TABLE_CORRUPT, "heapBytes", bytes.length, end);
    }
    checkGap(end, bytes.length);
  }

  private void checkGap(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        throw new Refusal(LoadResult.SECTION_TABLE_CORRUPT, "byte " + i + " is not zero");
      }
    }
  }

  private static long aligned(int offset) {
    return (long) offset + HeapLayout.SECTION_ALIGNMENT - 1 & -HeapLayout.SECTION_ALIGNMENT;
  }

  private static void expect(String what, int found, int expected) {
    if (found != expected) {
      throw Refusal.found(LoadResult.HEADER_CORRUPT, what, found, expected);
    }
  }
}
