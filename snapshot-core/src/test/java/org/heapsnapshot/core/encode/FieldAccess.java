package org.heapsnapshot.core.encode;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads fields, private ones of the JDK too. By name, since javac warns of the class itself. */
final class FieldAccess {
  private static final Object UNSAFE;
  private static final MethodHandle GET_OBJECT =
      find("getObject", Object.class, Object.class, long.class);
  private static final MethodHandle GET_INT = find("getInt", int.class, Object.class, long.class);
  private static final MethodHandle GET_LONG =
      find("getLong", long.class, Object.class, long.class);
  private static final MethodHandle GET_BYTE =
      find("getByte", byte.class, Object.class, long.class);
  private static final MethodHandle GET_SHORT =
      find("getShort", short.class, Object.class, long.class);
  private static final MethodHandle OFFSET = find("objectFieldOffset", long.class, Field.class);
  private static final MethodHandle STATIC_OFFSET =
      find("staticFieldOffset", long.class, Field.class);
  private static final MethodHandle BASE = find("arrayBaseOffset", int.class, Class.class);
  private static final MethodHandle SCALE = find("arrayIndexScale", int.class, Class.class);

  static {
    try {
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      UNSAFE = field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private FieldAccess() {}

  private static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              Class.forName("sun.misc.Unsafe"), name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static long offset(Field field) {
    return (Long) invoke(Modifier.isStatic(field.getModifiers()) ? STATIC_OFFSET : OFFSET, field);
  }

  static int arrayBase(Class<?> array) {
    return (Integer) invoke(BASE, array);
  }

  static int arrayScale(Class<?> array) {
    return (Integer) invoke(SCALE, array);
  }

  /** The object that a reference field holds; of a static field, {@code base} is the class. */
  static Object reference(Object base, Field field) {
    return invoke(GET_OBJECT, base, offset(field));
  }

  /** A primitive field as columns hold it, but not yet cut to its width. */
  static long primitive(Object base, Field field) {
    long offset = offset(field);
    Class<?> type = field.getType();
    if (type == long.class || type == double.class) {
      return (Long) invoke(GET_LONG, base, offset);
    }
    if (type == int.class || type == float.class) {
      return (Integer) invoke(GET_INT, base, offset);
    }
    if (type == boolean.class || type == byte.class) {
      return (Byte) invoke(GET_BYTE, base, offset);
    }
    short narrow = (Short) invoke(GET_SHORT, base, offset);
    return type == char.class ? (char) narrow : narrow;
  }

  /** The elements of an array of primitives, little-endian. */
  static byte[] elements(Object array) {
    int scale = arrayScale(array.getClass());
    int base = arrayBase(array.getClass());
    int bytes = java.lang.reflect.Array.getLength(array) * scale;
    ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i < bytes; i++) {
      data.put((Byte) invoke(GET_BYTE, array, (long) base + i));
    }
    return data.array();
  }

  private static Object invoke(MethodHandle method, Object... arguments) {
    try {
      Object[] all = new Object[arguments.length + 1];
      all[0] = UNSAFE;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      return method.invokeWithArguments(all);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
