package org.heapsnapshot.testkit.parser;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Section 2.
 *
 * @param texts each text of the image, in table order
 * @param needed how many of them, the first ones, sections other than CONSTANTS may refer to
 */
public record Strings(List<String> texts, int needed) {

  static Strings parse(Cursor in) {
    int count = in.readCount("count");
    int dataBytes = in.readCount("dataBytes");
    int needed = in.readCount("needed");
    int neededBytes = in.readCount("neededBytes");
    if (needed > count) {
      throw in.error("needed", needed, "at most count=" + count);
    }
    int[] shape = in.readColumn("shape", count);
    byte[] data = in.readBytes("data", dataBytes);
    in.readPadding("data", 4);
    in.end();
    List<String> texts = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    long offset = 0;
    for (int i = 0; i < count; i++) {
      if (i == needed) {
        checkNeeded(in, neededBytes, offset);
      }
      if (shape[i] < 0) {
        throw in.error("shape[" + i + "]", shape[i], "at least 0");
      }
      boolean wide = (shape[i] & 1) == 1;
      int length = shape[i] >>> 1;
      long end = offset + (wide ? 2L * length : length);
      if (end > dataBytes) {
        throw in.error("shape[" + i + "]", "end at " + end, "at most dataBytes=" + dataBytes);
      }
      String text = decode(data, (int) offset, length, wide);
      if (wide && text.chars().allMatch(c -> c <= 0xFF)) {
        throw in.error("shape[" + i + "]", "UTF-16 for " + text, "ISO 8859-1");
      }
      Integer before = seen.put(text, i);
      if (before != null) {
        throw in.error("text " + i, "equal to text " + before, "no two texts are equal");
      }
      texts.add(text);
      offset = end;
    }
    if (offset != dataBytes) {
      throw in.error("dataBytes", dataBytes, "the sum of the sizes, " + offset);
    }
    if (needed == count) {
      checkNeeded(in, neededBytes, offset);
    }
    return new Strings(Collections.unmodifiableList(texts), needed);
  }

  private static void checkNeeded(Cursor in, int neededBytes, long offset) {
    if (neededBytes != offset) {
      throw in.error("neededBytes", neededBytes, "the sum of the sizes, " + offset);
    }
  }

  private static String decode(byte[] data, int offset, int length, boolean wide) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] =
          wide
              ? (char) (data[offset + 2 * i] & 0xFF | (data[offset + 2 * i + 1] & 0xFF) << 8)
              : (char) (data[offset + i] & 0xFF);
    }
    return new String(chars);
  }

  /** The text that a {@code string} of another section than CONSTANTS means. */
  String get(Cursor in, String row, int string) {
    return get(in, row, string, needed);
  }

  /** The text that a {@code string} of CONSTANTS means. */
  String getAny(Cursor in, String row, int string) {
    return get(in, row, string, texts.size());
  }

  private String get(Cursor in, String row, int string, int limit) {
    if (string < 0 || string >= limit) {
      throw in.error(row, string, "a string, 0 to " + (limit - 1));
    }
    return texts.get(string);
  }
}
