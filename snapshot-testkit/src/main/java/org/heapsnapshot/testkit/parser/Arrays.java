package org.heapsnapshot.testkit.parser;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sections 7 and 8.
 *
 * @param groups arrays of one class and one unit each
 */
public record Arrays(List<Group> groups) {
  /**
   * A group.
   *
   * @param elements for each array an {@code int[]} of object ids when the elements are references,
   *     else an array of the elements' primitive type
   */
  public record Group(int unit, Classes.Row type, List<Object> elements) {
    /** Whether the elements are references. */
    public boolean isOfReferences() {
      return type.name().length() > 2;
    }
  }

  static Arrays parse(Cursor in, Cursor primitives, Classes classes, Units units) {
    int groupCount = in.readCount("groupCount");
    int[] unit = in.readColumn("unit", groupCount);
    int[] type = in.readColumn("class", groupCount);
    int[] count = in.readColumn("count", groupCount);
    units.checkSorted(in, "unit", unit);
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < groupCount; g++) {
      String row = "[" + g + "]";
      Classes.Row found = classes.get(in, "class" + row, type[g]);
      if (!found.isArray()) {
        throw in.error("class" + row, found, "an array class (bit 2)");
      }
      if (count[g] < 0) {
        throw in.error("count" + row, count[g], "at least 0");
      }
      List<Object> elements = new ArrayList<>();
      Group group = new Group(unit[g], found, Collections.unmodifiableList(elements));
      int[] length = in.readColumn("length of group " + g, count[g]);
      for (int i = 0; i < length.length; i++) {
        if (length[i] < 0) {
          throw in.error("length[" + i + "] of group " + g, length[i], "at least 0");
        }
      }
      for (int n : length) {
        elements.add(
            group.isOfReferences()
                ? in.readColumn("element of group " + g, n)
                : elements(primitives, found.name().charAt(1), n));
      }
      groups.add(group);
    }
    in.end();
    primitives.end();
    return new Arrays(List.copyOf(groups));
  }

  /** The elements of one primitive array, with the zeros behind them. */
  private static Object elements(Cursor in, char type, int n) {
    int size =
        "ZB".indexOf(type) >= 0 ? 1 : "CS".indexOf(type) >= 0 ? 2 : "IF".indexOf(type) >= 0 ? 4 : 8;
    String what = "elements of [" + type + " of length " + n;
    if ((long) n * size > Integer.MAX_VALUE) {
      throw in.error(what, n, "less than 2 GB");
    }
    ByteBuffer bytes = ByteBuffer.wrap(in.readBytes(what, n * size)).order(ByteOrder.LITTLE_ENDIAN);
    in.readPadding(what, 8);
    switch (type) {
      case 'Z':
        return booleans(in, what, bytes.array());
      case 'B':
        return bytes.array();
      case 'C':
        char[] chars = new char[n];
        bytes.asCharBuffer().get(chars);
        return chars;
      case 'S':
        short[] shorts = new short[n];
        bytes.asShortBuffer().get(shorts);
        return shorts;
      case 'I':
        int[] ints = new int[n];
        bytes.asIntBuffer().get(ints);
        return ints;
      case 'F':
        float[] floats = new float[n];
        bytes.asFloatBuffer().get(floats);
        return floats;
      case 'J':
        long[] longs = new long[n];
        bytes.asLongBuffer().get(longs);
        return longs;
      case 'D':
        double[] doubles = new double[n];
        bytes.asDoubleBuffer().get(doubles);
        return doubles;
      default:
        throw in.error(what, type, "a primitive type");
    }
  }

  private static boolean[] booleans(Cursor in, String what, byte[] bytes) {
    boolean[] booleans = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      Values.check(in, what, 'Z', bytes[i]);
      booleans[i] = bytes[i] == 1;
    }
    return booleans;
  }

  long count() {
    return groups.stream().mapToLong(group -> group.elements().size()).sum();
  }
}
