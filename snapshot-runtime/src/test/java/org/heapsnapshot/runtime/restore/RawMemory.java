package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import sun.misc.Unsafe;

/** Reads fields of any object, records and JDK classes included; for tests. */
@SuppressWarnings({"deprecation", "removal"})
final class RawMemory {
  private static final Unsafe UNSAFE = unsafe();

  private RawMemory() {}

  private static Unsafe unsafe() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The offset of a field; those of records only jdk.internal.misc tells. */
  static long offset(Field field) {
    if (Modifier.isStatic(field.getModifiers())) {
      return UNSAFE.staticFieldOffset(field);
    }
    try {
      Class<?> internal = Class.forName("jdk.internal.misc.Unsafe");
      Object unsafe = internal.getMethod("getUnsafe").invoke(null);
      return (Long) internal.getMethod("objectFieldOffset", Field.class).invoke(unsafe, field);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static Object reference(Object base, long offset) {
    return UNSAFE.getObject(base, offset);
  }

  /** The value of a primitive field, widened; raw bits of a float or double. */
  static long bits(Object base, long offset, char kind) {
    switch (kind) {
      case 'Z':
        return UNSAFE.getBoolean(base, offset) ? 1 : 0;
      case 'B':
        return UNSAFE.getByte(base, offset);
      case 'C':
        return UNSAFE.getChar(base, offset);
      case 'S':
        return UNSAFE.getShort(base, offset);
      case 'I':
      case 'F':
        return UNSAFE.getInt(base, offset);
      default:
        return UNSAFE.getLong(base, offset);
    }
  }
}
