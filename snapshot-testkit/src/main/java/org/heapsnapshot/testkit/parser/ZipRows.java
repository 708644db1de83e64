package org.heapsnapshot.testkit.parser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a ZIP of less than 2 GB, read through its central directory and compared with
 * their local headers (APPNOTE.TXT 4.3).
 */
final class ZipRows {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ZIP64_LOCATOR_BYTES = 20;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;
  private static final int MAX_ENTRIES = 0xFFFE;

  private final byte[] file;
  private final ByteBuffer in;

  ZipRows(byte[] file) {
    this.file = file;
    this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * An entry.
   *
   * @param method 0 stored, 8 deflated
   * @param extra extra field of the local header
   * @param dataOffset of its data in the file
   * @param dataBytes length of its data as stored
   * @param bytes its uncompressed bytes
   */
  record Row(String name, int method, byte[] extra, int dataOffset, int dataBytes, byte[] bytes) {}

  /** The entries in the order of the central directory. */
  List<Row> parse() {
    try {
      int end = file.length - END_BYTES;
      if (end < 0 || in.getInt(end) != END_SIGNATURE) {
        throw error("end of central directory", "none in the last 22 bytes", "no archive comment");
      }
      int count = u2(end + 10);
      int offset = in.getInt(end + 16);
      if (count > MAX_ENTRIES) {
        end = zip64End(end - ZIP64_LOCATOR_BYTES);
        count = Math.toIntExact(in.getLong(end + 32));
        offset = Math.toIntExact(in.getLong(end + 48));
      }
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        expect("central header " + i, in.getInt(offset), CENTRAL_SIGNATURE);
        rows.add(row(offset));
        offset += 46 + u2(offset + 28) + u2(offset + 30) + u2(offset + 32);
      }
      expect("end of the central directory", offset, end);
      return rows;
    } catch (IndexOutOfBoundsException outside) {
      throw error("structure", outside.getMessage(), "offsets within the file");
    }
  }

  /** Where the Zip64 end record is that a locator names. */
  private int zip64End(int locator) {
    expect("Zip64 locator", in.getInt(locator), ZIP64_LOCATOR_SIGNATURE);
    int end = Math.toIntExact(in.getLong(locator + 8));
    expect("Zip64 end record", in.getInt(end), ZIP64_END_SIGNATURE);
    return end;
  }

  private Row row(int central) {
    String name = text(central + 46, u2(central + 28));
    int local = in.getInt(central + 42);
    expect("local header of " + name, in.getInt(local), LOCAL_SIGNATURE);
    int method = u2(local + 8);
    expect("method of " + name, method, u2(central + 10));
    String localName = text(local + 30, u2(local + 26));
    if (!localName.equals(name)) {
      throw error("local name of " + name, localName, name);
    }
    int extraOffset = local + 30 + u2(local + 26);
    int dataOffset = extraOffset + u2(local + 28);
    int dataBytes = in.getInt(central + 20);
    expect("data descriptor of " + name, u2(local + 6) & 8, 0);
    expect("local size of " + name, in.getInt(local + 18), dataBytes);
    expect("local length of " + name, in.getInt(local + 22), in.getInt(central + 24));
    byte[] bytes = bytes(name, method, dataOffset, dataBytes, in.getInt(central + 24));
    CRC32 crc = new CRC32();
    crc.update(bytes);
    expect("CRC-32 of " + name, (int) crc.getValue(), in.getInt(central + 16));
    byte[] extra = Arrays.copyOfRange(file, extraOffset, dataOffset);
    return new Row(name, method, extra, dataOffset, dataBytes, bytes);
  }

  private byte[] bytes(String name, int method, int offset, int dataBytes, int length) {
    if (method == 0) {
      return Arrays.copyOfRange(file, offset, Math.addExact(offset, dataBytes));
    }
    expect("method of " + name, method, 8);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(file, offset, dataBytes);
      byte[] bytes = new byte[length];
      int n = 0;
      while (n < length && !inflater.finished() && !inflater.needsInput()) {
        n += inflater.inflate(bytes, n, length - n);
      }
      expect("length of " + name, n, length);
      return bytes;
    } catch (DataFormatException malformed) {
      throw error(name, malformed.getMessage(), "deflated data");
    } finally {
      inflater.end();
    }
  }

  private int u2(int offset) {
    return in.getShort(offset) & 0xFFFF;
  }

  private String text(int offset, int length) {
    return new String(file, offset, length, StandardCharsets.UTF_8);
  }

  private static void expect(String what, int found, int expected) {
    if (found != expected) {
      throw error(what, found, String.valueOf(expected));
    }
  }

  private static ParseException error(String row, Object found, String expected) {
    return new ParseException("FILE", row, found, expected);
  }
}
