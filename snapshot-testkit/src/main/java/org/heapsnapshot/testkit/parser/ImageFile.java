package org.heapsnapshot.testkit.parser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * An image file.
 *
 * @param mainClass {@code Main-Class} of the manifest, null without one
 * @param heap the heap
 * @param heapOffset where the heap's data begins in the file
 * @param entries names of the entries in ZIP order
 */
public record ImageFile(String mainClass, Heap heap, int heapOffset, List<String> entries) {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String HEAP = "META-INF/snapshot/heap";
  private static final String IMAGE_ID = "org/heapsnapshot/image/ImageId.class";
  private static final int PAGE = 4096;

  static ImageFile parse(byte[] file) {
    if (file.length == 0 || file[0] != 'P') {
      throw error("first byte", file.length == 0 ? "none" : file[0], "P of a complete file");
    }
    List<ZipRows.Row> rows = new ZipRows(file).parse();
    checkOrder(rows);
    ZipRows.Row manifest = rows.get(0);
    ZipRows.Row heapRow = rows.get(1);
    checkStored(manifest);
    checkStored(heapRow);
    checkPadding(manifest, heapRow);
    Heap heap = ReferenceParser.parseHeap(heapRow.bytes());
    Attributes attributes = attributes(manifest.bytes());
    expect("Snapshot-Format", attributes.getValue("Snapshot-Format"), "1");
    String imageId = heap.header().imageId();
    expect("Snapshot-Image-Id", attributes.getValue("Snapshot-Image-Id"), imageId);
    expect("image id", imageId(heapRow.bytes(), rows), imageId);
    checkImageIdClass(rows, imageId);
    return new ImageFile(
        attributes.getValue(Attributes.Name.MAIN_CLASS),
        heap,
        heapRow.dataOffset(),
        rows.stream().map(ZipRows.Row::name).toList());
  }

  private static void checkOrder(List<ZipRows.Row> rows) {
    List<String> names = rows.stream().map(ZipRows.Row::name).toList();
    if (names.size() < 2 || !names.get(0).equals(MANIFEST) || !names.get(1).equals(HEAP)) {
      throw error(
          "first entries", names.subList(0, Math.min(2, names.size())), MANIFEST + " " + HEAP);
    }
    Set<String> seen = new HashSet<>();
    boolean rest = false;
    int offset = -1;
    for (int i = 0; i < rows.size(); i++) {
      ZipRows.Row row = rows.get(i);
      if (!seen.add(row.name())) {
        throw error("entry " + i, row.name() + " again", "each name once");
      }
      if (row.dataOffset() <= offset) {
        throw error("entry " + i, row.dataOffset(), "data in the order of the directory");
      }
      offset = row.dataOffset();
      boolean isClass = row.name().endsWith(".class");
      if (isClass && rest) {
        throw error("entry " + i, row.name(), "classes before everything else");
      }
      rest |= i > 1 && !isClass;
    }
  }

  private static void checkStored(ZipRows.Row row) {
    if (row.method() != 0) {
      throw error(row.name(), "method " + row.method(), "stored");
    }
  }

  private static void checkPadding(ZipRows.Row manifest, ZipRows.Row heap) {
    int earliest = manifest.dataOffset() + manifest.dataBytes() + 30 + HEAP.length();
    // An extra field needs a header of 4 bytes, unless nothing is to be padded.
    int expected = earliest % PAGE == 0 ? earliest : (earliest + 4 + PAGE - 1) / PAGE * PAGE;
    if (heap.dataOffset() != expected) {
      throw error("offset of the heap", heap.dataOffset(), String.valueOf(expected));
    }
    byte[] extra = heap.extra();
    for (int i = 0; i < extra.length; i++) {
      int content = extra.length - 4;
      int byteExpected =
          switch (i) {
            case 0 -> 0x50;
            case 1 -> 0x48;
            case 2 -> content & 0xFF;
            case 3 -> content >> 8;
            default -> 0;
          };
      if ((extra[i] & 0xFF) != byteExpected) {
        throw error("extra field of the heap, byte " + i, extra[i] & 0xFF, "" + byteExpected);
      }
    }
  }

  private static Attributes attributes(byte[] manifest) {
    try {
      return new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
    } catch (IOException malformed) {
      throw error(MANIFEST, malformed.getMessage(), "a manifest");
    }
  }

  /** SHA-256 of the heap from its section table on, then of each class with its name. */
  private static String imageId(byte[] heap, List<ZipRows.Row> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(heap, 64, heap.length - 64);
      for (ZipRows.Row row : rows) {
        if (row.name().endsWith(".class") && !row.name().equals(IMAGE_ID)) {
          digest.update(row.name().getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(row.bytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void checkImageIdClass(List<ZipRows.Row> rows, String imageId) {
    for (ZipRows.Row row : rows) {
      if (row.name().equals(IMAGE_ID)) {
        // The digest is a constant of the class, so its text is in the class file.
        if (!new String(row.bytes(), StandardCharsets.ISO_8859_1).contains(imageId)) {
          throw error(IMAGE_ID, "no constant " + imageId, "a class that answers with the image id");
        }
        return;
      }
    }
    throw error(IMAGE_ID, "no entry", "the class of the image id");
  }

  private static void expect(String what, String found, String expected) {
    if (!expected.equals(found)) {
      throw error(what, found, expected);
    }
  }

  private static ParseException error(String row, Object found, String expected) {
    return new ParseException("FILE", row, found, expected);
  }
}
