package org.heapsnapshot.runtime.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.zip.CRC32;
import org.heapsnapshot.runtime.format.HeapLayout;
import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.format.StringsLayout;

/**
 * A heap whose header, section table and checksums are right. Sections are kept as {@code int}s,
 * texts and elements of arrays as bytes and not as both, and what no boot needs is checked and not
 * kept, because memory that a start touches for the first time is dear. The layout is {@link
 * HeapLayout}'s. The words are changed in place when field offsets are computed at boot; apart from
 * that, and from {@link #source}, immutable.
 */
public final class Heap {
  private static final int HEAD_BYTES =
      HeapLayout.HEADER_BYTES + SectionId.COUNT * HeapLayout.ENTRY_BYTES;

  /** The JDK's read goes through a native buffer of the length asked for: keep it in the cache. */
  private static final int CHUNK_BYTES = 1 << 16;

  private static final String HEX = "0123456789abcdef";

  /** FINGERPRINT, and of STRINGS the texts that a boot may need. */
  final byte[] bytes;

  /**
   * All sections but PRIMITIVES, CONSTANTS and METADATA; of STRINGS the counts and the shapes of
   * the texts that are kept.
   */
  final int[] words;

  /** Gives the elements of PRIMITIVES. */
  public final HeapSource source;

  private final int byteCount;
  private final byte[] head = new byte[HEAD_BYTES];
  private final int[] headWords = new int[HEAD_BYTES >> 2];

  /** Where a section starts and ends in {@link #words}, by section id. */
  private final int[] sectionStart = new int[SectionId.COUNT + 1];

  private final int[] sectionEnd = new int[SectionId.COUNT + 1];

  private final CRC32 crc = new CRC32();

  /** What all is read through; null when that is done. */
  private byte[] chunk;

  private IntBuffer ints;

  /** How many texts are kept, and their bytes. */
  private int keptTexts;

  private int keptTextBytes;

  private Heap(HeapSource source) {
    byteCount = source.size();
    int count = Math.min(HEAD_BYTES, byteCount);
    source.read(0, head, 0, count);
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(0, headWords);
    checkHeader();
    checkTable();
    this.source = source;
    chunk = new byte[CHUNK_BYTES];
    ints = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    countTexts();
    bytes = new byte[length(SectionId.FINGERPRINT) + keptTextBytes];
    words = new int[wordSections()];
    readFingerprint();
    readStrings();
    readSections(SectionId.STRINGS + 1, SectionId.PRIMITIVES);
    readElements();
    readSections(SectionId.PRIMITIVES + 1, SectionId.COUNT + 1);
    checkGap(SectionId.COUNT + 1, byteCount);
    chunk = null;
    ints = null;
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

  /** The same; the source is kept. */
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

  /** Nothing of the heap is asked for any more, or of PRIMITIVES nothing. */
  public void close() {
    source.close();
  }

  /** Length of the heap in bytes. */
  public int byteCount() {
    return byteCount;
  }

  /** A reader at the start of a section. */
  Section section(int id) {
    return new Section(this, id, sectionStart[id], sectionEnd[id]);
  }

  /** Where in {@link #bytes} a word of section FINGERPRINT is. */
  int byteOf(int position) {
    return position - sectionStart[SectionId.FINGERPRINT] << 2;
  }

  /** Where in {@link #bytes} the texts start. */
  int texts() {
    return length(SectionId.FINGERPRINT);
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

  /** Reads from the head of STRINGS how many of its texts are kept: none when it is wrong. */
  private void countTexts() {
    long length = length(SectionId.STRINGS);
    if (length < StringsLayout.HEAD_BYTES) {
      return;
    }
    source.read(start(SectionId.STRINGS), chunk, 0, StringsLayout.HEAD_BYTES);
    int count = ints.get(StringsLayout.COUNT);
    int needed = ints.get(StringsLayout.NEEDED);
    int neededBytes = ints.get(StringsLayout.NEEDED_BYTES);
    if (needed >= 0
        && needed <= count
        && neededBytes >= 0
        && StringsLayout.HEAD_BYTES + 4L * count + neededBytes <= length) {
      keptTexts = needed;
      keptTextBytes = neededBytes;
    }
  }

  /** Gives the sections their places in {@link #words}. */
  private int wordSections() {
    // Positions in PRIMITIVES are those of words that are not there.
    sectionEnd[SectionId.PRIMITIVES] = length(SectionId.PRIMITIVES) >> 2;
    int at = 0;
    for (int id = 1; id <= SectionId.COUNT; id++) {
      if (id != SectionId.PRIMITIVES && id != SectionId.CONSTANTS && id != SectionId.METADATA) {
        sectionStart[id] = at;
        at += id == SectionId.STRINGS ? stringWords() : length(id) >> 2;
        sectionEnd[id] = at;
      }
    }
    return at;
  }

  private int stringWords() {
    return Math.min(length(SectionId.STRINGS) >> 2, (StringsLayout.HEAD_BYTES >> 2) + keptTexts);
  }

  private void readFingerprint() {
    int length = length(SectionId.FINGERPRINT);
    int start = begin(SectionId.FINGERPRINT);
    readBytes(start, start + length, bytes, 0);
    checkCrc(SectionId.FINGERPRINT);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(0, words, sectionStart[SectionId.FINGERPRINT], length >> 2);
  }

  private void readStrings() {
    int start = begin(SectionId.STRINGS);
    int end = start + length(SectionId.STRINGS);
    int at = start + (stringWords() << 2);
    readWords(start, at, sectionStart[SectionId.STRINGS]);
    if (keptTexts > 0) {
      int texts =
          start
              + StringsLayout.HEAD_BYTES
              + (words[sectionStart[SectionId.STRINGS] + StringsLayout.COUNT] << 2);
      pass(at, texts);
      at = texts + keptTextBytes;
      readBytes(texts, at, bytes, texts());
    }
    pass(at, end);
    checkCrc(SectionId.STRINGS);
  }

  private void readSections(int from, int to) {
    for (int id = from; id < to; id++) {
      int start = begin(id);
      if (id == SectionId.CONSTANTS || id == SectionId.METADATA) {
        pass(start, start + length(id));
      } else {
        readWords(start, start + length(id), sectionStart[id]);
      }
      checkCrc(id);
    }
  }

  /** A large section is only checked: it is read again when arrays are made of it. */
  private void readElements() {
    int start = begin(SectionId.PRIMITIVES);
    int length = length(SectionId.PRIMITIVES);
    if (length <= CHUNK_BYTES) {
      byte[] all = new byte[length];
      readBytes(start, start + length, all, 0);
      source.keep(all);
    } else {
      // The chunk is in use until all sections are read, but no array is made before.
      source.leave(start, length, chunk, passPieces(start, length));
    }
    checkCrc(SectionId.PRIMITIVES);
  }

  /** Reads a section that is not kept; answers with the checksums of its pieces. */
  private int[] passPieces(int start, int length) {
    int[] sums = new int[(length - 1) / CHUNK_BYTES + 1];
    CRC32 piece = new CRC32();
    int at = 0;
    for (int i = 0; i < sums.length; i++) {
      int n = Math.min(CHUNK_BYTES, length - at);
      pass(start + at, start + at + n);
      piece.reset();
      piece.update(chunk, 0, n);
      sums[i] = (int) piece.getValue();
      at += n;
    }
    return sums;
  }

  private int begin(int id) {
    int start = start(id);
    checkGap(id, start);
    crc.reset();
    return start;
  }

  private void readBytes(int from, int to, byte[] target, int first) {
    int n;
    for (int at = from; at < to; at += n) {
      n = Math.min(CHUNK_BYTES, to - at);
      source.read(at, target, first + at - from, n);
      crc.update(target, first + at - from, n);
    }
  }

  private void readWords(int from, int to, int first) {
    int word = first;
    int n;
    for (int at = from; at < to; at += n) {
      n = Math.min(CHUNK_BYTES, to - at);
      source.read(at, chunk, 0, n);
      crc.update(chunk, 0, n);
      ints.get(0, words, word, n >> 2);
      word += n >> 2;
    }
  }

  /** Reads what is not kept. */
  private void pass(int from, int to) {
    int n;
    for (int at = from; at < to; at += n) {
      n = Math.min(CHUNK_BYTES, to - at);
      source.read(at, chunk, 0, n);
      crc.update(chunk, 0, n);
    }
  }

  private void checkCrc(int id) {
    if ((int) crc.getValue() != headWords[entry(id) + HeapLayout.ENTRY_CRC_OFFSET >> 2]) {
      throw new Refusal(LoadResult.CHECKSUM, "section " + SectionId.name(id));
    }
  }

  /** What lies between a section, or the end, and the section before it. */
  private void checkGap(int id, int to) {
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
