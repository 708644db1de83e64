package org.heapsnapshot.testkit.parser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads a section from its beginning to its end; nothing outside of it can be read. */
final class Cursor {
  private final String section;
  private final ByteBuffer bytes;

  Cursor(String section, byte[] heap, int offset, int length) {
    this.section = section;
    this.bytes = ByteBuffer.wrap(heap, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  int readInt(String what) {
    need(what, 4);
    return bytes.getInt();
  }

  long readLong(String what) {
    need(what, 8);
    return bytes.getLong();
  }

  /** A count of rows, at least 0. What the rows need is checked where they are read. */
  int readCount(String what) {
    int count = readInt(what);
    if (count < 0) {
      throw error(what, count, "at least 0");
    }
    return count;
  }

  /** A column of n ints. */
  int[] readColumn(String what, long n) {
    need(what, 4 * n);
    int[] column = new int[(int) n];
    for (int i = 0; i < column.length; i++) {
      column[i] = bytes.getInt();
    }
    return column;
  }

  /** A column of n longs, or of n ints widened with their sign. */
  long[] readColumn(String what, int n, boolean wide) {
    need(what, (wide ? 8L : 4L) * n);
    long[] column = new long[n];
    for (int i = 0; i < n; i++) {
      column[i] = wide ? bytes.getLong() : bytes.getInt();
    }
    return column;
  }

  /** A start column of n rows: n + 1 entries from 0, never decreasing. Its last is the total. */
  int[] readStarts(String what, int n) {
    int[] starts = readColumn(what, n + 1L);
    if (starts[0] != 0) {
      throw error(what + "[0]", starts[0], "0");
    }
    for (int i = 1; i <= n; i++) {
      if (starts[i] < starts[i - 1]) {
        throw error(what + "[" + i + "]", starts[i], "at least " + starts[i - 1]);
      }
    }
    return starts;
  }

  byte[] readBytes(String what, int n) {
    need(what, n);
    byte[] result = new byte[n];
    bytes.get(result);
    return result;
  }

  /** {@code Text} of the page: byteLength, UTF-8, padding. */
  String readText(String what) {
    int length = readCount(what + ".byteLength");
    byte[] utf8 = readBytes(what, length);
    readPadding(what, 4);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw error(what, malformed, "UTF-8");
    }
  }

  /** Zeros up to a multiple of so many bytes from the beginning of the section. */
  void readPadding(String what, int multiple) {
    while (bytes.position() % multiple != 0) {
      need(what + " padding", 1);
      byte padding = bytes.get();
      if (padding != 0) {
        throw error(what + " padding at " + (bytes.position() - 1), padding, "0");
      }
    }
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw error("end", bytes.remaining() + " more bytes", "the section ends after its last item");
    }
  }

  ParseException error(String row, Object found, String expected) {
    return new ParseException(section, row, found, expected);
  }

  private void need(String what, long n) {
    if (n > bytes.remaining()) {
      throw error(
          what + " at offset " + bytes.position(),
          bytes.remaining() + " bytes before the end of the section",
          n + " bytes");
    }
  }
}
