package org.heapsnapshot.core.write;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.heapsnapshot.core.classpath.EntryTime;

/**
 * An entry of a ZIP as it will be in the file.
 *
 * @param name its name; a directory's ends in {@code /}
 * @param time when it was modified
 * @param deflated whether {@code data} is compressed (method 8) or not (method 0)
 * @param crc CRC-32 of the uncompressed bytes
 * @param size number of uncompressed bytes
 * @param data the bytes in the file
 */
record ZipPayload(String name, EntryTime time, boolean deflated, int crc, int size, byte[] data) {

  /** An entry that is not compressed. */
  static ZipPayload stored(String name, EntryTime time, byte[] bytes) {
    return new ZipPayload(name, time, false, crc(bytes), bytes.length, bytes);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Compresses entries; one instance for many, for the price is in making one. */
  static final class Compressor implements AutoCloseable {
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] buffer = new byte[1 << 16];

    /** An entry that is compressed, unless it is empty. */
    ZipPayload deflated(String name, EntryTime time, byte[] bytes) {
      if (bytes.length == 0) {
        return stored(name, time, bytes);
      }
      deflater.reset();
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 64);
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return new ZipPayload(name, time, true, crc(bytes), bytes.length, out.toByteArray());
    }

    @Override
    public void close() {
      deflater.end();
    }
  }
}
