package org.heapsnapshot.runtime.format;

/**
 * Header and section table of the heap. All numbers are little-endian.
 *
 * <pre>
 *   offset  bytes  header
 *   0       8      magic            89 48 53 4E 50 0D 0A 1A
 *   8       4      formatVersion
 *   12      4      headerBytes      64
 *   16      4      sectionCount     16
 *   20      4      headerCrc        CRC-32 of header and section table, this field zero
 *   24      8      heapBytes
 *   32      32     imageId          SHA-256
 *
 *   64+24i  bytes  section table, entry i
 *   +0      4      sectionId        i + 1
 *   +4      4      crc              CRC-32 of the section's bytes
 *   +8      8      offset           from the start of the heap, a multiple of 8
 *   +16     8      length           a multiple of 4
 * </pre>
 */
public final class HeapLayout {
  /** The magic, as the {@code long} that its eight bytes are. */
  public static final long MAGIC = 0x1A0A_0D50_4E53_4889L;

  /** The version that this runtime reads, and its builder writes. */
  public static final int FORMAT_VERSION = 1;

  public static final int VERSION_OFFSET = 8;
  public static final int HEADER_BYTES_OFFSET = 12;
  public static final int SECTION_COUNT_OFFSET = 16;
  public static final int HEADER_CRC_OFFSET = 20;
  public static final int HEAP_BYTES_OFFSET = 24;
  public static final int IMAGE_ID_OFFSET = 32;
  public static final int IMAGE_ID_BYTES = 32;

  /** Bytes of the header; the section table follows. */
  public static final int HEADER_BYTES = 64;

  /** Bytes of an entry of the section table. */
  public static final int ENTRY_BYTES = 24;

  public static final int ENTRY_ID_OFFSET = 0;
  public static final int ENTRY_CRC_OFFSET = 4;
  public static final int ENTRY_START_OFFSET = 8;
  public static final int ENTRY_LENGTH_OFFSET = 16;

  /** Sections start at multiples of this. */
  public static final int SECTION_ALIGNMENT = 8;

  /** The longest heap: what one Java array holds, less room for its header. */
  public static final int MAX_HEAP_BYTES = 2_147_479_552;

  /** The greatest object id. */
  public static final int MAX_OBJECT_ID = 1 << 30;

  private HeapLayout() {}
}
