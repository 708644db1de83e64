package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * {@code Header SectionTable} of the page.
 *
 * @param heapBytes length of the heap
 * @param imageId the image id in lower-case hexadecimal
 * @param sections the sixteen rows of the section table
 */
public record Header(long heapBytes, String imageId, List<Section> sections) {
  static final byte[] MAGIC = HexFormat.of().parseHex("8948534e500d0a1a");
  static final List<String> NAMES =
      List.of(
          "FINGERPRINT",
          "STRINGS",
          "STRING_OBJECTS",
          "CLASSES",
          "UNITS",
          "INSTANCES",
          "ARRAYS",
          "PRIMITIVES",
          "SYMBOLS",
          "RECIPES",
          "STATICS",
          "RESEED",
          "GUARDS",
          "CONSTANTS",
          "METADATA",
          "MADE");
  private static final int HEADER_BYTES = 64;
  private static final int ENTRY_BYTES = 24;
  private static final int CRC_OFFSET = 20;
  private static final long MAX_HEAP_BYTES = 2_147_479_552L;

  /** A row of the section table. Offset and length in bytes, from the start of the heap. */
  public record Section(int id, int crc, long offset, long length) {
    /** The name that the page gives the section. */
    public String name() {
      return NAMES.get(id - 1);
    }
  }

  static Header parse(byte[] heap) {
    Cursor in = new Cursor("HEADER", heap, 0, Math.min(heap.length, HEADER_BYTES));
    byte[] magic = in.readBytes("magic", 8);
    if (!Arrays.equals(magic, MAGIC)) {
      throw in.error("magic", HexFormat.of().formatHex(magic), HexFormat.of().formatHex(MAGIC));
    }
    expect(in, "formatVersion", in.readInt("formatVersion"), 1);
    expect(in, "headerBytes", in.readInt("headerBytes"), HEADER_BYTES);
    expect(in, "sectionCount", in.readInt("sectionCount"), NAMES.size());
    int headerCrc = in.readInt("headerCrc");
    long heapBytes = in.readLong("heapBytes");
    expect(in, "heapBytes", heapBytes, heap.length);
    if (heapBytes > MAX_HEAP_BYTES) {
      throw in.error("heapBytes", heapBytes, "at most " + MAX_HEAP_BYTES);
    }
    String imageId = HexFormat.of().formatHex(in.readBytes("imageId", 32));
    int tableEnd = HEADER_BYTES + NAMES.size() * ENTRY_BYTES;
    if (heap.length < tableEnd) {
      throw new ParseException("SECTION_TABLE", "end", heap.length, "at least " + tableEnd);
    }
    byte[] covered = Arrays.copyOf(heap, tableEnd);
    Arrays.fill(covered, CRC_OFFSET, CRC_OFFSET + 4, (byte) 0);
    expect(in, "headerCrc", headerCrc, crc(covered, 0, tableEnd));
    return new Header(heapBytes, imageId, sections(heap, tableEnd));
  }

  private static List<Section> sections(byte[] heap, int tableEnd) {
    Cursor in = new Cursor("SECTION_TABLE", heap, HEADER_BYTES, tableEnd - HEADER_BYTES);
    List<Section> sections = new ArrayList<>();
    long end = tableEnd;
    for (int i = 0; i < NAMES.size(); i++) {
      String row = "[" + i + "]";
      int id = in.readInt("sectionId" + row);
      int crc = in.readInt("crc" + row);
      long offset = in.readLong("offset" + row);
      long length = in.readLong("length" + row);
      expect(in, "sectionId" + row, id, i + 1);
      expect(in, "offset" + row, offset, roundUp(end));
      if (length < 0 || length % 4 != 0 || length > heap.length - offset) {
        throw in.error("length" + row, length, "a multiple of 4 up to " + (heap.length - offset));
      }
      zeros(heap, end, offset, "gap before " + NAMES.get(i));
      end = offset + length;
      int actual = crc(heap, (int) offset, (int) length);
      if (crc != actual) {
        throw new ParseException(
            NAMES.get(i), "crc", Integer.toHexString(crc), Integer.toHexString(actual));
      }
      sections.add(new Section(id, crc, offset, length));
    }
    if (heap.length > roundUp(end)) {
      throw in.error("end of the last section", end, "end of the heap, " + heap.length);
    }
    zeros(heap, end, heap.length, "gap after the last section");
    return List.copyOf(sections);
  }

  Cursor cursor(byte[] heap, String name) {
    Section section = sections.get(NAMES.indexOf(name));
    return new Cursor(name, heap, (int) section.offset(), (int) section.length());
  }

  private static void expect(Cursor in, String what, long found, long expected) {
    if (found != expected) {
      throw in.error(what, found, String.valueOf(expected));
    }
  }

  private static void zeros(byte[] heap, long from, long to, String what) {
    for (long i = from; i < to; i++) {
      if (heap[(int) i] != 0) {
        throw new ParseException("SECTION_TABLE", what, heap[(int) i], "0");
      }
    }
  }

  private static long roundUp(long offset) {
    return (offset + 7) & -8L;
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
