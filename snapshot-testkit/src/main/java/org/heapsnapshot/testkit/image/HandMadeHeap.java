package org.heapsnapshot.testkit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A heap written number by number, for tests of parsers. Nothing is checked but the checksums are
 * right, so that a mistake made on purpose is found by the rule that it breaks. Not thread-safe.
 */
public final class HandMadeHeap {
  /** The sections in file order; the index is the section id less one. */
  public static final List<String> SECTIONS =
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

  private static final byte[] MAGIC = {(byte) 0x89, 'H', 'S', 'N', 'P', '\r', '\n', 0x1A};
  private static final int HEADER_BYTES = 64;
  private static final int ENTRY_BYTES = 24;

  private final Map<String, byte[]> sections = new LinkedHashMap<>();
  private final byte[] imageId = new byte[32];

  /** A heap whose sections are all empty tables, for a VM named "VM" of release 17. */
  public HandMadeHeap() {
    section("FINGERPRINT", 17, 6, new int[6], new byte[32], "VM", "17.0.0+1");
    section("STRINGS", 0, 0, 0, 0);
    section("CLASSES", 0, 0, 0);
    section("PRIMITIVES");
    for (String name : List.of("STRING_OBJECTS", "INSTANCES", "ARRAYS", "SYMBOLS", "METADATA")) {
      section(name, 0);
    }
    section("UNITS", 0, 0, 0, 0, 0);
    section("MADE", 0, 0, 0, 0, 0);
    for (String name : List.of("RECIPES", "STATICS", "RESEED", "GUARDS", "CONSTANTS")) {
      section(name, 0, 0);
    }
  }

  /**
   * Replaces a section.
   *
   * @param items in order: {@code Integer} and {@code int[]} as ints, {@code Long} as a long,
   *     {@code byte[]} as it is, {@code String} as a {@code Text} of the page
   */
  public HandMadeHeap section(String name, Object... items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object item : items) {
      out.writeBytes(bytes(item));
    }
    sections.put(name, out.toByteArray());
    return this;
  }

  /** Replaces STRINGS by these texts, in this order, all of them needed. */
  public HandMadeHeap strings(String... texts) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    List<Object> items = new ArrayList<>(List.of(texts.length, 0, texts.length, 0));
    for (String text : texts) {
      boolean wide = text.chars().anyMatch(c -> c > 0xFF);
      items.add(text.length() * 2 + (wide ? 1 : 0));
      data.writeBytes(
          text.getBytes(wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1));
    }
    items.set(1, data.size());
    items.set(3, data.size());
    items.add(padded(data.toByteArray()));
    return section("STRINGS", items.toArray());
  }

  /** The bytes of a section as they are now. */
  public byte[] sectionBytes(String name) {
    return sections.get(name).clone();
  }

  /** Sets the image id, 32 bytes, zero otherwise. */
  public HandMadeHeap imageId(byte[] id) {
    System.arraycopy(id, 0, imageId, 0, 32);
    return this;
  }

  /** The heap. */
  public byte[] bytes() {
    int tableEnd = HEADER_BYTES + SECTIONS.size() * ENTRY_BYTES;
    int size = tableEnd;
    for (String name : SECTIONS) {
      size = roundUp(size) + sections.get(name).length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(1).putInt(HEADER_BYTES).putInt(SECTIONS.size()).putInt(0);
    out.putLong(size).put(imageId);
    int offset = tableEnd;
    for (int i = 0; i < SECTIONS.size(); i++) {
      byte[] bytes = sections.get(SECTIONS.get(i));
      offset = roundUp(offset);
      out.putInt(i + 1).putInt(crc(bytes)).putLong(offset).putLong(bytes.length);
      out.put(offset, bytes);
      offset += bytes.length;
    }
    out.putInt(20, crc(Arrays.copyOf(out.array(), tableEnd)));
    return out.array();
  }

  private static byte[] bytes(Object item) {
    if (item instanceof Integer number) {
      return little(4).putInt(number).array();
    }
    if (item instanceof Long number) {
      return little(8).putLong(number).array();
    }
    if (item instanceof int[] numbers) {
      ByteBuffer out = little(4 * numbers.length);
      for (int number : numbers) {
        out.putInt(number);
      }
      return out.array();
    }
    if (item instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      byte[] padded = padded(utf8);
      return little(4 + padded.length).putInt(utf8.length).put(padded).array();
    }
    return (byte[]) item;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] padded(byte[] bytes) {
    return Arrays.copyOf(bytes, (bytes.length + 3) & -4);
  }

  private static int roundUp(int offset) {
    return (offset + 7) & -8;
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
