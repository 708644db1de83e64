package org.heapsnapshot.core.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Reads fields of any class, private ones of the JDK, records and hidden classes included, through
 * {@code jdk.internal.misc.Unsafe}. The JVM must have been started with {@code --add-exports
 * java.base/jdk.internal.misc=ALL-UNNAMED}. Method handles, because that class is not visible to
 * the compiler under {@code --release}. Thread-safe.
 */
public final class Peek {
  private static final MethodHandle OBJECT_FIELD_OFFSET;
  private static final MethodHandle NAMED_FIELD_OFFSET;
  private static final MethodHandle STATIC_FIELD_OFFSET;
  private static final MethodHandle SHOULD_BE_INITIALIZED;
  private static final MethodHandle ENSURE_INITIALIZED;
  private static final MethodHandle GET_REFERENCE;
  private static final MethodHandle GET_INT;
  private static final MethodHandle GET_LONG;
  private static final MethodHandle GET_SHORT;
  private static final MethodHandle GET_CHAR;
  private static final MethodHandle GET_BYTE;
  private static final MethodHandle GET_BOOLEAN;
  private static final MethodHandle ARRAY_BASE_OFFSET;
  private static final MethodHandle ARRAY_INDEX_SCALE;
  private static final MethodHandle PUT_LONG;
  private static final MethodHandle PUT_INT;
  private static final MethodHandle PUT_BOOLEAN;
  private static final MethodHandle PUT_REFERENCE;
  private static final MethodHandle PUT_SHORT;
  private static final MethodHandle PUT_CHAR;
  private static final MethodHandle PUT_BYTE;
  private static final MethodHandle ALLOCATE;

  static {
    try {
      Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Object unsafe = lookup.findStatic(type, "getUnsafe", MethodType.methodType(type)).invoke();
      OBJECT_FIELD_OFFSET = bind(lookup, unsafe, "objectFieldOffset", long.class, Field.class);
      NAMED_FIELD_OFFSET =
          bind(lookup, unsafe, "objectFieldOffset", long.class, Class.class, String.class);
      STATIC_FIELD_OFFSET = bind(lookup, unsafe, "staticFieldOffset", long.class, Field.class);
      SHOULD_BE_INITIALIZED =
          bind(lookup, unsafe, "shouldBeInitialized", boolean.class, Class.class);
      ENSURE_INITIALIZED = bind(lookup, unsafe, "ensureClassInitialized", void.class, Class.class);
      GET_REFERENCE = bind(lookup, unsafe, "getReference", Object.class, Object.class, long.class);
      GET_INT = bind(lookup, unsafe, "getInt", int.class, Object.class, long.class);
      GET_LONG = bind(lookup, unsafe, "getLong", long.class, Object.class, long.class);
      GET_SHORT = bind(lookup, unsafe, "getShort", short.class, Object.class, long.class);
      GET_CHAR = bind(lookup, unsafe, "getChar", char.class, Object.class, long.class);
      GET_BYTE = bind(lookup, unsafe, "getByte", byte.class, Object.class, long.class);
      GET_BOOLEAN = bind(lookup, unsafe, "getBoolean", boolean.class, Object.class, long.class);
      // An int until JDK 24, a long since 25.
      ARRAY_BASE_OFFSET =
          lookup
              .unreflect(type.getMethod("arrayBaseOffset", Class.class))
              .bindTo(unsafe)
              .asType(MethodType.methodType(long.class, Class.class));
      ARRAY_INDEX_SCALE = bind(lookup, unsafe, "arrayIndexScale", int.class, Class.class);
      PUT_LONG = bind(lookup, unsafe, "putLong", void.class, Object.class, long.class, long.class);
      ALLOCATE = bind(lookup, unsafe, "allocateInstance", Object.class, Class.class);
      PUT_BOOLEAN =
          bind(lookup, unsafe, "putBoolean", void.class, Object.class, long.class, boolean.class);
      PUT_REFERENCE =
          bind(lookup, unsafe, "putReference", void.class, Object.class, long.class, Object.class);
      PUT_SHORT =
          bind(lookup, unsafe, "putShort", void.class, Object.class, long.class, short.class);
      PUT_CHAR = bind(lookup, unsafe, "putChar", void.class, Object.class, long.class, char.class);
      PUT_BYTE = bind(lookup, unsafe, "putByte", void.class, Object.class, long.class, byte.class);
      PUT_INT = bind(lookup, unsafe, "putInt", void.class, Object.class, long.class, int.class);
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Peek() {}

  private static MethodHandle bind(
      MethodHandles.Lookup lookup, Object unsafe, String name, Class<?> result, Class<?>... types)
      throws ReflectiveOperationException {
    return lookup
        .findVirtual(unsafe.getClass(), name, MethodType.methodType(result, types))
        .bindTo(unsafe);
  }

  private static RuntimeException unexpected(Throwable e) {
    return new IllegalStateException(e);
  }

  /** Offset of an instance or static field. */
  public static long offset(Field field, boolean isStatic) {
    try {
      return isStatic
          ? (long) STATIC_FIELD_OFFSET.invokeExact(field)
          : (long) OBJECT_FIELD_OFFSET.invokeExact(field);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Whether the class has been initialized. */
  public static boolean initialized(Class<?> c) {
    try {
      return !(boolean) SHOULD_BE_INITIALIZED.invokeExact(c);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Initializes a class.
   *
   * @throws LinkageError when its initializer fails
   */
  public static void initialize(Class<?> c) {
    try {
      ENSURE_INITIALIZED.invokeExact(c);
    } catch (LinkageError e) {
      throw e;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The reference at an offset; statics are read from the {@code Class} object. */
  public static Object reference(Object base, long offset) {
    try {
      return (Object) GET_REFERENCE.invokeExact(base, offset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The primitive at an offset, widened; raw bits of floats and doubles. */
  public static long primitive(Object base, long offset, char kind) {
    try {
      return switch (kind) {
        case 'I', 'F' -> (int) GET_INT.invokeExact(base, offset);
        case 'J', 'D' -> (long) GET_LONG.invokeExact(base, offset);
        case 'S' -> (short) GET_SHORT.invokeExact(base, offset);
        case 'C' -> (char) GET_CHAR.invokeExact(base, offset);
        case 'B' -> (byte) GET_BYTE.invokeExact(base, offset);
        case 'Z' -> (boolean) GET_BOOLEAN.invokeExact(base, offset) ? 1 : 0;
        default -> throw new IllegalArgumentException("kind=" + kind);
      };
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Base offset of an array class. */
  public static int arrayBase(Class<?> arrayClass) {
    try {
      return (int) (long) ARRAY_BASE_OFFSET.invokeExact(arrayClass);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Element size of an array class. */
  public static int arrayScale(Class<?> arrayClass) {
    try {
      return (int) ARRAY_INDEX_SCALE.invokeExact(arrayClass);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Overwrites a long at an offset; used for the iteration salt of the observing JVM alone. */
  public static void putLong(Object base, long offset, long value) {
    try {
      PUT_LONG.invokeExact(base, offset, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** An object without a constructor; initializes its class. */
  public static Object allocate(Class<?> c) {
    try {
      return (Object) ALLOCATE.invokeExact(c);
    } catch (Error e) {
      throw e; // That of an initializer, as the program would see it.
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Overwrites a boolean at an offset; used for the iteration order of this JVM alone. */
  public static void putBoolean(Object base, long offset, boolean value) {
    try {
      PUT_BOOLEAN.invokeExact(base, offset, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Overwrites an int at an offset; used for a seed of threads of child JVMs alone. */
  public static void putInt(Object base, long offset, int value) {
    try {
      PUT_INT.invokeExact(base, offset, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Overwrites a reference at an offset; used to take back what a memo was given. */
  static void putReference(Object base, long offset, Object value) {
    try {
      PUT_REFERENCE.invokeExact(base, offset, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Overwrites a primitive at an offset with what {@link #primitive} answered. */
  static void putPrimitive(Object base, long offset, char kind, long value) {
    try {
      switch (kind) {
        case 'I', 'F' -> PUT_INT.invokeExact(base, offset, (int) value);
        case 'J', 'D' -> PUT_LONG.invokeExact(base, offset, value);
        case 'S' -> PUT_SHORT.invokeExact(base, offset, (short) value);
        case 'C' -> PUT_CHAR.invokeExact(base, offset, (char) value);
        case 'B' -> PUT_BYTE.invokeExact(base, offset, (byte) value);
        case 'Z' -> PUT_BOOLEAN.invokeExact(base, offset, value != 0);
        default -> throw new IllegalArgumentException("kind=" + kind);
      }
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Whether a named boolean field of an object is set; it is looked up in {@code declaring}. */
  public static boolean flag(Object object, Class<?> declaring, String name) {
    try {
      return primitive(object, offset(declaring.getDeclaredField(name), false), 'Z') != 0;
    } catch (NoSuchFieldException e) {
      throw unexpected(e);
    }
  }

  /** Lowers a named int field of an object of our own. */
  static void decrement(Object object, Class<?> declaring, String name) {
    try {
      long offset = offset(declaring.getDeclaredField(name), false);
      putInt(object, offset, (int) primitive(object, offset, 'I') - 1);
    } catch (NoSuchFieldException e) {
      throw unexpected(e);
    }
  }

  /** A named int field of an object; it is looked up in {@code declaring}. */
  public static int integer(Object object, Class<?> declaring, String name) {
    try {
      return (int) primitive(object, offset(declaring.getDeclaredField(name), false), 'I');
    } catch (NoSuchFieldException e) {
      throw unexpected(e);
    }
  }

  /** A named long field of an object; it is looked up in {@code declaring}. */
  public static long number(Object object, Class<?> declaring, String name) {
    try {
      return primitive(object, offset(declaring.getDeclaredField(name), false), 'J');
    } catch (NoSuchFieldException e) {
      throw unexpected(e);
    }
  }

  /**
   * The reference a named field of an object holds; the field is looked up in {@code declaring}.
   */
  public static Object get(Object object, Class<?> declaring, String name) {
    try {
      return reference(object, offset(declaring.getDeclaredField(name), false));
    } catch (NoSuchFieldException e) {
      throw unexpected(e);
    }
  }

  /** As {@link #get}, of a field that reflection hides. */
  static Object named(Object object, Class<?> declaring, String name) {
    try {
      return reference(object, (long) NAMED_FIELD_OFFSET.invokeExact(declaring, name));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The class that is missing so that the fields of a class cannot be told, or null. */
  public static String missing(Class<?> c) {
    try {
      for (Class<?> k = c; k != null; k = k.getSuperclass()) {
        k.getDeclaredFields();
      }
      return null;
    } catch (LinkageError e) {
      return String.valueOf(e.getMessage()).replace('/', '.');
    }
  }
}
