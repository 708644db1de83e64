package org.heapsnapshot.runtime.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.zip.CRC32;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;

/**
 * A heap whose header, section table and checksums are right. Sections are kept as {@code int}s,
 * texts and elements of arrays as bytes and not as both, because memory that a start touches for
 * the first time is dear. The layout is {@link HeapLayout}'s. The words are changed in place when
 * field offsets are computed at boot; apart from that, and from {@link #elements}, immutable.
 */
public final class Heap {
  private static final int HEAD_BYTES =
      HeapLayout.HEADER_BYTES + SectionId.COUNT * HeapLayout.ENTRY_BYTES;

  /** The JDK's read goes through a native buffer of the length asked for: keep it in the cache. */
  private static final int CHUNK_BYTES = 1 << 16;

  private static final String HEX = "0123456789abcdef";

  /** FINGERPRINT and STRINGS. */
  final byte[] bytes;

  /** All sections but PRIMITIVES, and of STRINGS what is before the texts. */
  final int[] words;

  /** PRIMITIVES. */
  final Elements elements;

  private final int byteCount;
  private final byte[] head = new byte[HEAD_BYTES];
  private final int[] headWords = new int[HEAD_BYTES >> 2];

  /** Where a section starts and ends in {@link #words}, by section id. */
  private final int[] sectionStart = new int[SectionId.COUNT + 1];

  private final int[] sectionEnd = new int[SectionId.COUNT + 1];

  /** Where a section starts in {@link #bytes}, by section id. */
  private final int[] byteStart = new int[SectionId.COUNT + 1];

  private final CRC32 crc = new CRC32();

  private Heap(HeapSource source) {
    byteCount = source.size();
    int count = Math.min(HEAD_BYTES, byteCount);
    source.read(0, head, 0, count);
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(0, headWords);
    checkHeader();
    checkTable();
    bytes = new byte[byteSections()];
    readBytes(source, SectionId.FINGERPRINT);
    readBytes(source, SectionId.STRINGS);
    words = new int[wordSections()];
    toWords(SectionId.FINGERPRINT);
    toWords(SectionId.STRINGS);
    byte[] chunk = new byte[CHUNK_BYTES];
    readWords(source, chunk, SectionId.STRINGS + 1, SectionId.PRIMITIVES);
    elements = readElements(source, chunk);
    readWords(source, chunk, SectionId.PRIMITIVES + 1, SectionId.COUNT + 1);
    checkGap(source, SectionId.COUNT + 1, byteCount);
  }

  /**
   * Reads and checks a heap but for what its sections hold.
   *
   * @param bytes the whole heap; not to be changed
   * @throws Refusal when it is not a heap of this format, or damaged
   */
  public static Heap open(byte[] bytes) {
    // Not its constructor: to verify that, every start would load the class.
    return open(BytesSource.of(bytes));
  }

  /** The same; the source is read from start to end, and kept when {@link #elements} needs it. */
  static Heap open(HeapSource source) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new Refusal(LoadResult.BYTE_ORDER, null);
    }
    if (source.size() < HeapLayout.HEADER_BYTES) {
      throw Refusal.found(
          LoadResult.TRUNCATED, "heapBytes", source.size(), "at least " + HeapLayout.HEADER_BYTES);
    }
    return new Heap(source);
  }

  /** The image id in the header, 64 lower-case hexadecimal digits. */
  public String imageId() {
    StringBuilder hex = new StringBuilder(2 * HeapLayout.IMAGE_ID_BYTES);
    for (int i = 0; i < HeapLayout.IMAGE_ID_BYTES; i++) {
      int b = head[HeapLayout.IMAGE_ID_OFFSET + i];
      hex.append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
    }
    return hex.toString();
  }

  /** Length of the heap in bytes. */
  public int byteCount() {
    return byteCount;
  }

  /** A reader at the start of a section. */
  Section section(int id) {
    return new Section(this, id, sectionStart[id], sectionEnd[id]);
  }

  /** Where in {@link #bytes} a word of section FINGERPRINT or STRINGS is. */
  int byteOf(int id, int position) {
    return byteStart[id] + (position - sectionStart[id] << 2);
  }

  /** Length of a section in bytes. */
  int length(int id) {
    return (int) longAt(entry(id) + HeapLayout.ENTRY_LENGTH_OFFSET);
  }

  private int start(int id) {
    return (int) longAt(entry(id) + HeapLayout.ENTRY_START_OFFSET);
  }

  private static int entry(int id) {
    return HeapLayout.HEADER_BYTES + (id - 1) * HeapLayout.ENTRY_BYTES;
  }

  private long longAt(int byteOffset) {
    int at = byteOffset >> 2;
    return headWords[at] & 0xFFFFFFFFL | (long) headWords[at + 1] << 32;
  }

  private void checkHeader() {
    if (longAt(0) != HeapLayout.MAGIC) {
      throw Refusal.found(
          LoadResult.WRONG_MAGIC,
          "magic",
          Long.toHexString(longAt(0)),
          Long.toHexString(HeapLayout.MAGIC));
    }
    int version = headWords[HeapLayout.VERSION_OFFSET >> 2];
    if (version != HeapLayout.FORMAT_VERSION) {
      LoadResult cause =
          version < HeapLayout.FORMAT_VERSION ? LoadResult.FORMAT_OLDER : LoadResult.FORMAT_NEWER;
      throw Refusal.found(cause, "formatVersion", version, HeapLayout.FORMAT_VERSION);
    }
    expect("headerBytes", headWords[HeapLayout.HEADER_BYTES_OFFSET >> 2], HeapLayout.HEADER_BYTES);
    expect("sectionCount", headWords[HeapLayout.SECTION_COUNT_OFFSET >> 2], SectionId.COUNT);
    long heapBytes = longAt(HeapLayout.HEAP_BYTES_OFFSET);
    if (heapBytes != byteCount) {
      throw Refusal.found(LoadResult.TRUNCATED, "heapBytes", byteCount, heapBytes);
    }
    if (byteCount < HEAD_BYTES) {
      throw Refusal.found(LoadResult.TRUNCATED, "heapBytes", byteCount, "the section table");
    }
    expect("headerCrc", headerCrc(), headWords[HeapLayout.HEADER_CRC_OFFSET >> 2]);
  }

  private int headerCrc() {
    int after = HeapLayout.HEADER_CRC_OFFSET + 4;
    crc.update(head, 0, HeapLayout.HEADER_CRC_OFFSET);
    crc.update(new byte[4], 0, 4);
    crc.update(head, after, HEAD_BYTES - after);
    return (int) crc.getValue();
  }

  private void checkTable() {
    int end = HEAD_BYTES;
    for (int id = 1; id <= SectionId.COUNT; id++) {
      int storedId = headWords[entry(id) + HeapLayout.ENTRY_ID_OFFSET >> 2];
      long start = longAt(entry(id) + HeapLayout.ENTRY_START_OFFSET);
      long length = longAt(entry(id) + HeapLayout.ENTRY_LENGTH_OFFSET);
      if (storedId != id
          || start != aligned(end)
          || (length & 3) != 0
          || length < 0
          || length > byteCount - start) {
        throw new Refusal(
            LoadResult.SECTION_TABLE_CORRUPT,
            "entry " + id + ": id=" + storedId + " offset=" + start + " length=" + length);
      }
      end = (int) (start + length);
    }
    if (byteCount > aligned(end)) {
      throw Refusal.found(LoadResult.SECTION_TABLE_CORRUPT, "heapBytes", byteCount, end);
    }
  }

  /** Gives the sections that are kept as bytes their places. */
  private int byteSections() {
    byteStart[SectionId.STRINGS] = length(SectionId.FINGERPRINT);
    // Positions in PRIMITIVES are those of words that are not there.
    sectionEnd[SectionId.PRIMITIVES] = length(SectionId.PRIMITIVES) >> 2;
    return byteStart[SectionId.STRINGS] + length(SectionId.STRINGS);
  }

  /** Gives the sections that are kept as words their places. */
  private int wordSections() {
    int at = 0;
    for (int id = 1; id <= SectionId.COUNT; id++) {
      if (id != SectionId.PRIMITIVES) {
        sectionStart[id] = at;
        at += id == SectionId.STRINGS ? wordsBeforeTexts() : length(id) >> 2;
        sectionEnd[id] = at;
      }
    }
    return at;
  }

  /** Two counts and the shapes; of a section that cannot be right, all of it. */
  private int wordsBeforeTexts() {
    int all = length(SectionId.STRINGS) >> 2;
    int at = byteStart[SectionId.STRINGS];
    int count = all == 0 ? -1 : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    return count < 0 || count > all - 2 ? all : count + 2;
  }

  private void readBytes(HeapSource source, int id) {
    readBytes(source, id, bytes, byteStart[id]);
  }

  private void readBytes(HeapSource source, int id, byte[] target, int first) {
    int at = start(id);
    int end = at + length(id);
    int to = first;
    checkGap(source, id, at);
    crc.reset();
    while (at < end) {
      int n = Math.min(CHUNK_BYTES, end - at);
      source.read(at, target, to, n);
      crc.update(target, to, n);
      at += n;
      to += n;
    }
    checkCrc(id);
  }

  /** A large section is only checked: it is read again when arrays are made of it. */
  private Elements readElements(HeapSource source, byte[] chunk) {
    int id = SectionId.PRIMITIVES;
    int length = length(id);
    if (length <= CHUNK_BYTES) {
      byte[] all = new byte[length];
      readBytes(source, id, all, 0);
      return Elements.of(all);
    }
    int start = start(id);
    checkGap(source, id, start);
    crc.reset();
    for (int at = 0; at < length; at += CHUNK_BYTES) {
      int n = Math.min(CHUNK_BYTES, length - at);
      source.read(start + at, chunk, 0, n);
      crc.update(chunk, 0, n);
    }
    checkCrc(id);
    // The chunk is in use until all sections are read, but no array is made before.
    return Elements.in(source, chunk, start, length);
  }

  private void toWords(int id) {
    int at = sectionStart[id];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(byteStart[id] >> 2, words, at, sectionEnd[id] - at);
  }

  private void readWords(HeapSource source, byte[] chunk, int from, int to) {
    IntBuffer ints = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    for (int id = from; id < to; id++) {
      int at = start(id);
      int end = at + length(id);
      int word = sectionStart[id];
      checkGap(source, id, at);
      crc.reset();
      while (at < end) {
        int n = Math.min(CHUNK_BYTES, end - at);
        source.read(at, chunk, 0, n);
        crc.update(chunk, 0, n);
        ints.get(0, words, word, n >> 2);
        at += n;
        word += n >> 2;
      }
      checkCrc(id);
    }
  }

  private void checkCrc(int id) {
    if ((int) crc.getValue() != headWords[entry(id) + HeapLayout.ENTRY_CRC_OFFSET >> 2]) {
      throw new Refusal(LoadResult.CHECKSUM, "section " + SectionId.name(id));
    }
  }

  /** What lies between a section, or the end, and the section before it. */
  private void checkGap(HeapSource source, int id, int to) {
    int from = id == 1 ? HEAD_BYTES : start(id - 1) + length(id - 1);
    if (from == to) {
      return;
    }
    byte[] gap = new byte[to - from];
    source.read(from, gap, 0, gap.length);
    for (int i = 0; i < gap.length; i++) {
      if (gap[i] != 0) {
        throw new Refusal(LoadResult.SECTION_TABLE_CORRUPT, "byte " + (from + i) + " is not zero");
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
