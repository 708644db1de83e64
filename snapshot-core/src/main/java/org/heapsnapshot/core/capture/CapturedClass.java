package org.heapsnapshot.core.capture;

import java.util.List;

/**
 * A class that the captured heap names.
 *
 * @param name binary name as {@link Class#getName} gives it
 * @param loader 0 boot, 1 platform, 2 application, 3 a loader of the program (as in section
 *     CLASSES)
 * @param array whether it is an array class
 * @param primitive whether it is a primitive class or {@code void}
 * @param fields the instance fields, superclass first, then the class's own static fields; within a
 *     class in declaration order as the class file has it. Empty for a class of which no object is
 *     copied and whose statics are not restored
 * @param initializes class indices of the other classes whose initialization that of this class
 *     starts (JVMS 5.5): its superclasses, and the superinterfaces with concrete instance methods;
 *     those of them that the heap names
 */
public record CapturedClass(
    String name,
    int loader,
    boolean array,
    boolean primitive,
    List<CapturedField> fields,
    int[] initializes) {
  private static final int[] NONE = {};

  /** A class whose initialization starts that of no other class that the heap names. */
  public CapturedClass(
      String name, int loader, boolean array, boolean primitive, List<CapturedField> fields) {
    this(name, loader, array, primitive, fields, NONE);
  }

  /** Number of instance fields; they come first in {@link #fields}. */
  public int instanceFieldCount() {
    int n = 0;
    while (n < fields.size() && !fields.get(n).isStatic()) {
      n++;
    }
    return n;
  }
}
