package org.heapsnapshot.testkit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * An image file put together by hand around a {@link HandMadeHeap}: manifest, heap on a page of its
 * own, entries, all stored. Its {@code ImageId} is no real class, only bytes that hold the image
 * id, so that the file can be parsed but not started.
 */
public final class HandMadeImage {
  private static final String IMAGE_ID = "org/heapsnapshot/image/ImageId.class";
  private static final String HEAP = "META-INF/snapshot/heap";
  private static final int PAGE = 4096;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<byte[]> directory = new ArrayList<>();

  private HandMadeImage() {}

  /**
   * Writes an image.
   *
   * @param heap its heap; gets the image id
   * @param entries what follows the heap, classes first
   */
  public static byte[] write(HandMadeHeap heap, Map<String, byte[]> entries) {
    byte[] id = imageId(heap.bytes(), entries);
    String hex = HexFormat.of().formatHex(id);
    HandMadeImage image = new HandMadeImage();
    String manifest =
        "Manifest-Version: 1.0\r\nMain-Class: p.Main\r\nSnapshot-Format: 1\r\n"
            + ("Snapshot-Image-Id: " + hex.substring(0, 51) + "\r\n " + hex.substring(51))
            + "\r\n\r\n";
    image.entry("META-INF/MANIFEST.MF", 0, utf8(manifest));
    int earliest = image.out.size() + 30 + HEAP.length() + 4;
    image.entry(HEAP, 4 + (PAGE - earliest % PAGE) % PAGE, heap.imageId(id).bytes());
    image.entry(IMAGE_ID, 0, utf8("digest " + hex));
    entries.forEach((name, bytes) -> image.entry(name, 0, bytes));
    return image.end();
  }

  private static byte[] imageId(byte[] heap, Map<String, byte[]> entries) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(heap, 64, heap.length - 64);
      entries.forEach(
          (name, bytes) -> {
            if (name.endsWith(".class")) {
              digest.update(utf8(name + "\0"));
              digest.update(bytes);
            }
          });
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void entry(String name, int extraBytes, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    int local = out.size();
    byte[] common =
        little(22)
            .putShort((short) 0) // flags
            .putShort((short) 0) // stored
            .putInt(0x5C210000) // 2026-01-01 00:00
            .putInt((int) crc.getValue())
            .putInt(bytes.length)
            .putInt(bytes.length)
            .putShort((short) name.length())
            .array();
    out.writeBytes(little(6).putInt(0x04034b50).putShort((short) 10).array());
    out.writeBytes(common);
    out.writeBytes(little(2).putShort((short) extraBytes).array());
    out.writeBytes(utf8(name));
    out.writeBytes(extra(extraBytes));
    out.writeBytes(bytes);
    ByteBuffer central = little(46 + name.length());
    central.putInt(0x02014b50).putShort((short) 10).putShort((short) 10).put(common);
    central.putInt(42, local).put(46, utf8(name));
    directory.add(central.array());
  }

  private static byte[] extra(int size) {
    if (size == 0) {
      return new byte[0];
    }
    byte[] header = little(4).putShort((short) 0x4850).putShort((short) (size - 4)).array();
    return Arrays.copyOf(header, size);
  }

  private byte[] end() {
    int offset = out.size();
    directory.forEach(out::writeBytes);
    short count = (short) directory.size();
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort(count)
            .putShort(count)
            .putInt(out.size() - offset)
            .putInt(offset)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
