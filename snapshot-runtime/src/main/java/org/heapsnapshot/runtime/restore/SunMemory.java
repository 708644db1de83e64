package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import sun.misc.Unsafe;

/**
 * Memory through {@code sun.misc.Unsafe}.
 *
 * <p>This class is also the pattern of the image's {@link JdkMemory}: the builder copies its
 * bytecode and replaces names as {@link org.heapsnapshot.runtime.format.UnsafeNames} says: {@code
 * putObject} becomes {@code putReference}, {@code getObject} becomes {@code getReference}, and the
 * two classes change. So only methods are called here that have the same descriptor in both {@code
 * Unsafe}s on every JDK from 24 on; {@code arrayBaseOffset} and its constants have not ({@code int}
 * there, {@code long} here).
 */
@SuppressWarnings({"deprecation", "removal"})
final class SunMemory extends Memory {
  private final Unsafe unsafe;

  private SunMemory(Unsafe unsafe) {
    this.unsafe = unsafe;
  }

  static Memory open() {
    return new SunMemory(theUnsafe());
  }

  private static Unsafe theUnsafe() {
    // What sun.misc refuses to classes outside the JDK, and jdk.internal.misc grants.
    return Unsafe.class.getName().startsWith("sun.") ? theUnsafeByField() : Unsafe.getUnsafe();
  }

  private static Unsafe theUnsafeByField() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException(e);
    }
  }

  @Override
  void allocate(Class<?> type, Object[] objects, int first, int count)
      throws InstantiationException {
    Unsafe u = unsafe;
    int end = first + count;
    for (int i = first; i < end; i++) {
      objects[i] = u.allocateInstance(type);
    }
  }

  @Override
  void fill(Object[] objects, int first, int count, int kind, long offset, int[] data, int at) {
    switch (kind) {
      case 'L':
      case '[':
        putReferences(objects, first, count, offset, data, at);
        return;
      case 'I':
      case 'F':
        putInts(objects, first, count, offset, data, at);
        return;
      case 'J':
      case 'D':
        putLongs(objects, first, count, offset, data, at);
        return;
      default:
        putNarrow(objects, first, count, kind, offset, data, at);
    }
  }

  private void putReferences(
      Object[] objects, int first, int count, long offset, int[] data, int at) {
    Unsafe u = unsafe;
    int end = first + count;
    for (int i = first, j = at; i < end; i++, j++) {
      int id = data[j];
      if (id != 0) {
        u.putObject(objects[i], offset, objects[id]);
      }
    }
  }

  private void putInts(Object[] objects, int first, int count, long offset, int[] data, int at) {
    Unsafe u = unsafe;
    int end = first + count;
    for (int i = first, j = at; i < end; i++, j++) {
      int value = data[j];
      if (value != 0) {
        u.putInt(objects[i], offset, value);
      }
    }
  }

  private void putLongs(Object[] objects, int first, int count, long offset, int[] data, int at) {
    Unsafe u = unsafe;
    int end = first + count;
    for (int i = first, j = at; i < end; i++, j += 2) {
      u.putLong(objects[i], offset, data[j] & 0xFFFFFFFFL | (long) data[j + 1] << 32);
    }
  }

  private void putNarrow(
      Object[] objects, int first, int count, int kind, long offset, int[] data, int at) {
    int end = first + count;
    for (int i = first, j = at; i < end; i++, j++) {
      int value = data[j];
      if (value != 0) {
        putNarrow(objects[i], kind, offset, value);
      }
    }
  }

  private void putNarrow(Object base, int kind, long offset, int value) {
    switch (kind) {
      case 'Z':
        unsafe.putBoolean(base, offset, value != 0);
        return;
      case 'B':
        unsafe.putByte(base, offset, (byte) value);
        return;
      case 'C':
        unsafe.putChar(base, offset, (char) value);
        return;
      default:
        unsafe.putShort(base, offset, (short) value);
    }
  }

  @Override
  void put(Object base, int kind, long offset, int low, int high, Object[] objects) {
    switch (kind) {
      case 'L':
      case '[':
        unsafe.putObject(base, offset, objects[low]);
        return;
      case 'I':
      case 'F':
        unsafe.putInt(base, offset, low);
        return;
      case 'J':
      case 'D':
        unsafe.putLong(base, offset, low & 0xFFFFFFFFL | (long) high << 32);
        return;
      default:
        putNarrow(base, kind, offset, low);
    }
  }

  @Override
  void copy(byte[] from, int at, Object array, long arrayBase, long count) {
    unsafe.copyMemory(from, arrayBase('B') + at, array, arrayBase, count);
  }

  @Override
  Object getReference(Object base, long offset) {
    return unsafe.getObject(base, offset);
  }

  @Override
  void putReference(Object base, long offset, Object value) {
    unsafe.putObject(base, offset, value);
  }

  @Override
  boolean compareAndSet(Object base, long offset, Object from, Object to) {
    return unsafe.compareAndSwapObject(base, offset, from, to);
  }

  @Override
  int getInt(Object base, long offset) {
    return unsafe.getInt(base, offset);
  }

  @Override
  void putInt(Object base, long offset, int value) {
    unsafe.putInt(base, offset, value);
  }

  @Override
  float getFloat(Object base, long offset) {
    return unsafe.getFloat(base, offset);
  }

  @Override
  void moveLong(Object from, Object to, long offset) {
    unsafe.putLong(to, offset, unsafe.getLong(from, offset));
  }

  @Override
  void move(Object from, Object to, int kind, long offset) {
    switch (kind) {
      case 'L':
      case '[':
        unsafe.putObject(to, offset, unsafe.getObject(from, offset));
        return;
      case 'I':
      case 'F':
        unsafe.putInt(to, offset, unsafe.getInt(from, offset));
        return;
      case 'J':
      case 'D':
        unsafe.putLong(to, offset, unsafe.getLong(from, offset));
        return;
      case 'C':
      case 'S':
        unsafe.putShort(to, offset, unsafe.getShort(from, offset));
        return;
      default:
        unsafe.putByte(to, offset, unsafe.getByte(from, offset));
    }
  }

  @Override
  long offset(Field field) {
    return Modifier.isStatic(field.getModifiers())
        ? unsafe.staticFieldOffset(field)
        : unsafe.objectFieldOffset(field);
  }

  @Override
  boolean isInitialized(Class<?> type) {
    return !unsafe.shouldBeInitialized(type);
  }
}
