package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/**
 * Raw memory of objects, in bulk, so that the loops are beside the accesses and one call carries a
 * whole column. Nothing is checked: objects, offsets and kinds must fit. Zeros are not written; the
 * objects are fresh.
 *
 * <p>Stateless, safe for use by several threads.
 */
public abstract class Memory {
  Memory() {}

  /**
   * The access that this JVM offers without warnings, else the one that it offers.
   *
   * @param feature the feature release of the running JDK
   * @throws LinkageError when the module {@code jdk.unsupported} is absent
   */
  public static Memory open(int feature) {
    // Before 24 both are silent, but sun.misc tells no offsets of records, should they be needed.
    if (feature >= 24 || isExported()) {
      try {
        return JdkMemory.open();
      } catch (IllegalAccessError | UnsupportedOperationException e) {
        // Not exported to us, or not in an image.
        return SunMemory.open();
      }
    }
    return SunMemory.open();
  }

  private static boolean isExported() {
    Module base = Object.class.getModule();
    return base.isExported("jdk.internal.misc", Memory.class.getModule());
  }

  /** The numbers of {@code layout} in section FINGERPRINT but for the canary. */
  @SuppressWarnings("deprecation") // Constants, not calls: these do not warn on 24+.
  static int[] arrayLayout() {
    return new int[] {
      Unsafe.ARRAY_OBJECT_INDEX_SCALE,
      Unsafe.ARRAY_OBJECT_BASE_OFFSET,
      Unsafe.ARRAY_BYTE_BASE_OFFSET,
      Unsafe.ARRAY_LONG_BASE_OFFSET
    };
  }

  /** The base offset of an array of primitives with that descriptor. */
  @SuppressWarnings("deprecation")
  static long arrayBase(int kind) {
    switch (kind) {
      case 'Z':
        return Unsafe.ARRAY_BOOLEAN_BASE_OFFSET;
      case 'B':
        return Unsafe.ARRAY_BYTE_BASE_OFFSET;
      case 'C':
        return Unsafe.ARRAY_CHAR_BASE_OFFSET;
      case 'S':
        return Unsafe.ARRAY_SHORT_BASE_OFFSET;
      case 'I':
        return Unsafe.ARRAY_INT_BASE_OFFSET;
      case 'F':
        return Unsafe.ARRAY_FLOAT_BASE_OFFSET;
      case 'J':
        return Unsafe.ARRAY_LONG_BASE_OFFSET;
      default:
        return Unsafe.ARRAY_DOUBLE_BASE_OFFSET;
    }
  }

  /** Puts {@code count} new instances, of which no constructor ran, from {@code first} on. */
  abstract void allocate(Class<?> type, Object[] objects, int first, int count)
      throws InstantiationException;

  /**
   * Fills one field of {@code count} objects from {@code first} on.
   *
   * @param kind first character of the field's descriptor
   * @param offset of the field
   * @param data holds the column of the field, two words a value for {@code J} and {@code D}
   * @param at where the column starts
   */
  abstract void fill(
      Object[] objects, int first, int count, int kind, long offset, int[] data, int at);

  /** Sets one field of any object, or a static field with the class as {@code base}. */
  abstract void put(Object base, int kind, long offset, int low, int high, Object[] objects);

  /** Copies bytes into an array of primitives. */
  abstract void copy(byte[] from, int at, Object array, long arrayBase, long count);

  abstract Object getReference(Object base, long offset);

  abstract void putReference(Object base, long offset, Object value);

  /** Replaces a reference, as a volatile access, unless it has changed. */
  abstract boolean compareAndSet(Object base, long offset, Object from, Object to);

  abstract int getInt(Object base, long offset);

  abstract void putInt(Object base, long offset, int value);

  abstract float getFloat(Object base, long offset);

  abstract void moveLong(Object from, Object to, long offset);

  /** Copies a field of any kind from one object to another that has it at the same offset. */
  abstract void move(Object from, Object to, int kind, long offset);

  /**
   * The offset of a field.
   *
   * @throws UnsupportedOperationException for what this access refuses: fields of records and of
   *     hidden classes
   */
  abstract long offset(Field field);

  /** Whether the initializer of a class has begun; an Error when this JVM does not tell. */
  abstract boolean isInitialized(Class<?> type);
}
