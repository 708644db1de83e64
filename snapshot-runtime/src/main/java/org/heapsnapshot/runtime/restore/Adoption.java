package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * Completes objects of which the image holds only what classes of the program declare, such as
 * threads: the rest belongs to a process (numbers, groups, class loaders). A class of its own,
 * loaded only when an image holds such objects.
 */
final class Adoption {
  private Adoption() {}

  /**
   * Moves all fields of an object to another.
   *
   * @param object of the class of {@code made} or a subclass
   * @param made is not to be used any more
   */
  static void adopt(Object object, Object made, Memory memory) {
    for (Class<?> level = made.getClass(); level != Object.class; level = level.getSuperclass()) {
      for (Field field : level.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          int kind = kind(field.getType());
          memory.move(made, object, kind, memory.offset(field));
        }
      }
    }
  }

  /** The first character of a field's descriptor. */
  private static int kind(Class<?> type) {
    return type.descriptorString().charAt(0);
  }
}
