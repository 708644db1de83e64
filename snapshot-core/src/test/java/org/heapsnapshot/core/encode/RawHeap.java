package org.heapsnapshot.core.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.runtime.format.SectionId;

/** Reads an encoded heap section by section, as docs/IMAGE-FORMAT.md describes it. */
final class RawHeap {
  final ByteBuffer bytes;
  final List<String> strings = new ArrayList<>();

  RawHeap(byte[] heap) {
    bytes = ByteBuffer.wrap(heap).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer section = section(SectionId.STRINGS);
    int count = section.getInt();
    section.getInt();
    section.getLong();
    int[] shapes = ints(section, count);
    for (int shape : shapes) {
      byte[] data = new byte[(shape >> 1) << (shape & 1)];
      section.get(data);
      strings.add(
          new String(
              data, (shape & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE));
    }
  }

  /** The bytes of a section. */
  ByteBuffer section(int id) {
    int entry = 64 + (id - 1) * 24;
    if (bytes.getInt(entry) != id) {
      throw new AssertionError("entry " + id + " is of section " + bytes.getInt(entry));
    }
    return bytes
        .slice((int) bytes.getLong(entry + 8), (int) bytes.getLong(entry + 16))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A section as ints. */
  int[] ints(int id) {
    ByteBuffer section = section(id);
    return ints(section, section.remaining() / 4);
  }

  static int[] ints(ByteBuffer from, int count) {
    int[] ints = new int[count];
    from.asIntBuffer().get(ints);
    from.position(from.position() + 4 * count);
    return ints;
  }

  /** The rows of CLASSES: {@code name flags}, then {@code declaring.name desc offset} a field. */
  List<String> classes() {
    ByteBuffer in = section(SectionId.CLASSES);
    int count = in.getInt();
    int fieldCount = in.getInt();
    int[] name = ints(in, count);
    int[] flags = ints(in, count);
    int[] start = ints(in, count + 1);
    int[] declaring = ints(in, fieldCount);
    int[] fieldName = ints(in, fieldCount);
    int[] desc = ints(in, fieldCount);
    int[] offset = ints(in, fieldCount);
    if (in.hasRemaining()) {
      throw new AssertionError("bytes left");
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder row = new StringBuilder(strings.get(name[i]) + " " + flags[i]);
      for (int f = start[i]; f < start[i + 1]; f++) {
        row.append(", ")
            .append(strings.get(name[declaring[f]]))
            .append('.')
            .append(strings.get(fieldName[f]))
            .append(' ')
            .append((char) (desc[f] & 0xFF))
            .append((desc[f] & 0x100) != 0 ? " static" : "")
            .append((desc[f] & 0x200) != 0 ? " assertion" : "")
            .append((desc[f] & 0x400) != 0 ? " zeroed" : "")
            .append(' ')
            .append(offset[f]);
      }
      rows.add(row.toString());
    }
    return rows;
  }

  /** The texts of the string objects, {@code *} behind interned ones. */
  List<String> stringObjects() {
    int[] ints = ints(SectionId.STRING_OBJECTS);
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= ints[0]; i++) {
      texts.add(strings.get(ints[i] >> 1) + ((ints[i] & 1) != 0 ? "*" : ""));
    }
    return texts;
  }
}
