package org.heapsnapshot.runtime.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes heaps for tests, from docs/IMAGE-FORMAT.md alone: the numbers of the page are repeated
 * here on purpose, so that a constant that is wrong for reader and writer alike is found.
 */
public final class HeapBytes {
  private static final byte[] MAGIC = {(byte) 0x89, 0x48, 0x53, 0x4E, 0x50, 0x0D, 0x0A, 0x1A};

  /** Section data by id; every section is there from the start, empty of rows. */
  private final byte[][] sections = new byte[17][];

  public String imageId = "00".repeat(32);
  public int formatVersion = 1;

  private final Map<String, Integer> stringIndex = new HashMap<>();
  private final Words shapes = new Words();
  private final ByteArrayOutputStream stringData = new ByteArrayOutputStream();

  /** A growing list of ints. */
  public static final class Words {
    private int[] data = new int[16];
    private int size;

    public Words add(int... values) {
      if (size + values.length > data.length) {
        data = Arrays.copyOf(data, Math.max(2 * data.length, size + values.length));
      }
      System.arraycopy(values, 0, data, size, values.length);
      size += values.length;
      return this;
    }

    public Words add(Words other) {
      return add(Arrays.copyOf(other.data, other.size));
    }

    public int size() {
      return size;
    }

    public byte[] bytes() {
      ByteBuffer buffer = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asIntBuffer().put(data, 0, size);
      return buffer.array();
    }
  }

  public HeapBytes() {
    for (int id : new int[] {3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16}) {
      Words empty = new Words().add(0);
      // Start columns of no rows still hold their 0.
      for (int i = 0;
          i < (id == 16 ? 4 : id == 4 ? 2 : id == 5 || id >= 10 && id <= 14 ? 1 : 0);
          i++) {
        empty.add(0);
      }
      sections[id] = empty.bytes();
    }
    sections[8] = new byte[0];
  }

  /** The index of a text, which is added when it is new. */
  public int string(String text) {
    Integer known = stringIndex.get(text);
    if (known != null) {
      return known;
    }
    boolean wide = text.chars().anyMatch(c -> c > 0xFF);
    shapes.add(text.length() * 2 + (wide ? 1 : 0));
    for (char c : text.toCharArray()) {
      stringData.write(c);
      if (wide) {
        stringData.write(c >> 8);
      }
    }
    stringIndex.put(text, stringIndex.size());
    return stringIndex.size() - 1;
  }

  public HeapBytes section(int id, byte[] data) {
    sections[id] = data;
    return this;
  }

  public HeapBytes section(int id, Words words) {
    return section(id, words.bytes());
  }

  public HeapBytes fingerprint(
      int feature, int[] layout, byte[] digest, String vmName, String jdkBuild) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new Words().add(feature, layout.length).add(layout).bytes());
    out.writeBytes(digest);
    for (String text : new String[] {vmName, jdkBuild}) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(new Words().add(utf8.length).bytes());
      out.writeBytes(Arrays.copyOf(utf8, utf8.length + 3 & ~3));
    }
    return section(1, out.toByteArray());
  }

  /** The whole heap, with its checksums. */
  public byte[] bytes() {
    byte[] data = stringData.toByteArray();
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    strings.writeBytes(
        new Words()
            .add(shapes.size(), data.length, shapes.size(), data.length)
            .add(shapes)
            .bytes());
    strings.writeBytes(Arrays.copyOf(data, data.length + 3 & ~3));
    sections[2] = strings.toByteArray();

    int at = 64 + 16 * 24;
    ByteBuffer table = ByteBuffer.allocate(16 * 24).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int id = 1; id <= 16; id++) {
      table.putInt(id).putInt(crc(sections[id])).putLong(at).putLong(sections[id].length);
      body.writeBytes(Arrays.copyOf(sections[id], sections[id].length + 7 & ~7));
      at += sections[id].length + 7 & ~7;
    }
    ByteBuffer heap = ByteBuffer.allocate(at).order(ByteOrder.LITTLE_ENDIAN);
    heap.put(MAGIC).putInt(formatVersion).putInt(64).putInt(16).putInt(0).putLong(at);
    for (int i = 0; i < 64; i += 2) {
      heap.put((byte) Integer.parseInt(imageId.substring(i, i + 2), 16));
    }
    heap.put(table.array()).put(body.toByteArray());
    return sealed(heap.array());
  }

  /** Sets the checksums of a heap again after its bytes were changed. */
  public static byte[] sealed(byte[] heap) {
    ByteBuffer buffer = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 16; i++) {
      int entry = 64 + 24 * i;
      long offset = buffer.getLong(entry + 8);
      long length = buffer.getLong(entry + 16);
      if (offset >= 0 && length >= 0 && length <= heap.length && offset <= heap.length - length) {
        int from = (int) offset;
        buffer.putInt(entry + 4, crc(Arrays.copyOfRange(heap, from, from + (int) length)));
      }
    }
    buffer.putInt(20, 0);
    buffer.putInt(20, crc(Arrays.copyOf(heap, 64 + 16 * 24)));
    return heap;
  }

  static int crc(byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(data);
    return (int) crc.getValue();
  }
}
