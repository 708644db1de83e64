package org.heapsnapshot.core.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.heapsnapshot.core.classpath.EntryTime;

/**
 * Writes a ZIP front to back in which every size stands in its local header, no data descriptor
 * anywhere, and times are carried as they were. The same entries give the same bytes. Source:
 * APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.14 to 4.3.16
 * (end, with the Zip64 end when there are more than 65,534 entries).
 *
 * <pre>
 *   local header   signature:4 needed:2 flags:2 method:2 dosTime:4 crc:4 compressed:4 size:4
 *                  nameBytes:2 extraBytes:2 name extra
 *   central entry  signature:4 madeBy:2 needed:2 flags:2 method:2 dosTime:4 crc:4 compressed:4
 *                  size:4 nameBytes:2 extraBytes:2 commentBytes:2 disk:2 internal:2 external:4
 *                  localOffset:4 name extra
 *   time           id:2 = 0x5455 bytes:2 = 5 flags:1 = 1 modified:4      (an extra field, in both)
 *   padding        id:2 bytes:2 zeros                                    (local header only)
 * </pre>
 *
 * <p>Thread-safety: none.
 */
final class ZipWriter {
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int TIMESTAMP_ID = 0x5455;
  private static final int TIMESTAMP_BYTES = 5;
  private static final int FLAG_UTF8 = 1 << 11;
  private static final int VERSION_STORED = 10;
  private static final int VERSION_DEFLATED = 20;
  private static final int VERSION_ZIP64 = 45;
  private static final int DOS_DIRECTORY = 0x10;
  private static final long MAX_OFFSET = 0xFFFF_FFFFL;
  private static final int MAX_COUNT = 0xFFFF;
  private static final int MAX_NAME_BYTES = 0xFFFF;

  private final OutputStream out;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private final Set<String> names = new HashSet<>();
  private long position;

  /** A writer onto a stream, which it neither buffers nor closes. */
  ZipWriter(OutputStream out) {
    this.out = out;
  }

  /** Number of entries so far. */
  int count() {
    return names.size();
  }

  /** Number of bytes written so far. */
  long position() {
    return position;
  }

  /**
   * Writes an entry.
   *
   * @return offset of its data
   */
  long add(ZipPayload entry) throws IOException {
    return add(entry, 1, 0);
  }

  /**
   * Writes an entry whose data starts at a multiple of {@code alignment}.
   *
   * @param paddingId header id of the extra field that makes room
   * @return offset of its data
   */
  long addAligned(ZipPayload entry, int alignment, int paddingId) throws IOException {
    return add(entry, alignment, paddingId);
  }

  private long add(ZipPayload entry, int alignment, int paddingId) throws IOException {
    if (!names.add(entry.name())) {
      throw new IllegalArgumentException("two entries of the name " + entry.name());
    }
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    if (name.length > MAX_NAME_BYTES) {
      throw new IOException("an entry's name has " + name.length + " bytes: " + entry.name());
    }
    byte[] timestamp = timestamp(entry.time());
    byte[] padding = new byte[0];
    if (alignment > 1) {
      long data = position + LOCAL_HEADER_BYTES + name.length + timestamp.length + 4;
      padding = padding(paddingId, (int) ((alignment - data % alignment) % alignment));
    }
    long offset = position;
    if (offset > MAX_OFFSET) {
      throw new IOException("the file would be larger than 4 GiB");
    }
    ByteArrayOutputStream header = new ByteArrayOutputStream(LOCAL_HEADER_BYTES + name.length);
    u4(header, LOCAL_SIGNATURE);
    common(header, entry, name, timestamp.length + padding.length);
    header.writeBytes(name);
    header.writeBytes(timestamp);
    header.writeBytes(padding);
    write(header.toByteArray());
    long data = position;
    write(entry.data());
    central(entry, name, timestamp, offset);
    return data;
  }

  /** What local header and central entry have in common, from {@code needed} to {@code extra}. */
  private static void common(
      ByteArrayOutputStream header, ZipPayload entry, byte[] name, int extraBytes) {
    u2(header, entry.deflated() ? VERSION_DEFLATED : VERSION_STORED);
    u2(header, name.length == entry.name().length() ? 0 : FLAG_UTF8);
    u2(header, entry.deflated() ? 8 : 0);
    u4(header, entry.time().dos());
    u4(header, entry.crc());
    u4(header, entry.data().length);
    u4(header, entry.size());
    u2(header, name.length);
    u2(header, extraBytes);
  }

  private void central(ZipPayload entry, byte[] name, byte[] timestamp, long offset) {
    u4(directory, CENTRAL_SIGNATURE);
    u2(directory, VERSION_DEFLATED);
    common(directory, entry, name, timestamp.length);
    u2(directory, 0);
    u2(directory, 0);
    u2(directory, 0);
    u4(directory, entry.name().endsWith("/") ? DOS_DIRECTORY : 0);
    u4(directory, (int) offset);
    directory.writeBytes(name);
    directory.writeBytes(timestamp);
  }

  private static byte[] timestamp(EntryTime time) {
    if (time.unixSeconds() == EntryTime.NO_UNIX_TIME) {
      return new byte[0];
    }
    ByteArrayOutputStream extra = new ByteArrayOutputStream(4 + TIMESTAMP_BYTES);
    u2(extra, TIMESTAMP_ID);
    u2(extra, TIMESTAMP_BYTES);
    extra.write(1);
    u4(extra, (int) time.unixSeconds());
    return extra.toByteArray();
  }

  private static byte[] padding(int id, int zeros) {
    byte[] extra = new byte[4 + zeros];
    extra[0] = (byte) id;
    extra[1] = (byte) (id >> 8);
    extra[2] = (byte) zeros;
    extra[3] = (byte) (zeros >> 8);
    return extra;
  }

  /** Writes the central directory and the end; nothing may be added behind it. */
  void finish() throws IOException {
    long start = position;
    if (start > MAX_OFFSET) {
      throw new IOException("the file would be larger than 4 GiB");
    }
    write(directory.toByteArray());
    long size = position - start;
    ByteArrayOutputStream end = new ByteArrayOutputStream();
    if (count() >= MAX_COUNT) {
      zip64End(end, start, size);
    }
    u4(end, END_SIGNATURE);
    u2(end, 0);
    u2(end, 0);
    u2(end, Math.min(count(), MAX_COUNT));
    u2(end, Math.min(count(), MAX_COUNT));
    u4(end, (int) size);
    u4(end, (int) start);
    u2(end, 0);
    write(end.toByteArray());
  }

  private void zip64End(ByteArrayOutputStream end, long start, long size) {
    long at = position;
    u4(end, ZIP64_END_SIGNATURE);
    u8(end, 44);
    u2(end, VERSION_ZIP64);
    u2(end, VERSION_ZIP64);
    u4(end, 0);
    u4(end, 0);
    u8(end, count());
    u8(end, count());
    u8(end, size);
    u8(end, start);
    u4(end, ZIP64_LOCATOR_SIGNATURE);
    u4(end, 0);
    u8(end, at);
    u4(end, 1);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  private static void u2(ByteArrayOutputStream to, int value) {
    to.write(value);
    to.write(value >> 8);
  }

  private static void u4(ByteArrayOutputStream to, int value) {
    u2(to, value);
    u2(to, value >> 16);
  }

  private static void u8(ByteArrayOutputStream to, long value) {
    u4(to, (int) value);
    u4(to, (int) (value >> 32));
  }
}
