package org.heapsnapshot.core.capture;

import java.util.List;

/**
 * A class that the captured heap names.
 *
 * @param name binary name as {@link Class#getName} gives it
 * @param loader 0 boot, 1 platform, 2 application (as in section CLASSES)
 * @param array whether it is an array class
 * @param primitive whether it is a primitive class or {@code void}
 * @param fields the instance fields, superclass first, then the class's own static fields; within a
 *     class in declaration order as the class file has it. Empty for a class of which no object is
 *     copied and whose statics are not restored
 */
public record CapturedClass(
    String name, int loader, boolean array, boolean primitive, List<CapturedField> fields) {

  /** Number of instance fields; they come first in {@link #fields}. */
  public int instanceFieldCount() {
    int n = 0;
    while (n < fields.size() && !fields.get(n).isStatic()) {
      n++;
    }
    return n;
  }
}
