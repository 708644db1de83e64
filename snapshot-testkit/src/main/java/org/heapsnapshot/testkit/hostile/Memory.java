package org.heapsnapshot.testkit.hostile;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Addresses, offsets and memory outside the heap. */
final class Memory {
  private Memory() {}

  /** {@code sun.misc.Unsafe}, whose name the compiler does not like. */
  static Object call(String name, Class<?>[] types, Object... arguments) {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return type.getMethod(name, types).invoke(field.get(null), arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Hostile(cause = "EFFECT", reason = "raw memory", nets = Net.EFFECTS)
  static final class AllocatesMemory {
    static final long ADDRESS = (long) call("allocateMemory", new Class<?>[] {long.class}, 16L);

    static {
      call("putLong", new Class<?>[] {long.class, long.class}, ADDRESS, 77L);
    }
  }

  static Object allocatesMemory(Start start) {
    return call("getLong", new Class<?>[] {long.class}, AllocatesMemory.ADDRESS);
  }

  static final class Counter {
    volatile long value;
  }

  /** Offsets are a guard. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class KeepsOffset {
    static final long OFFSET = offset();

    private static long offset() {
      try {
        return (long)
            call(
                "objectFieldOffset",
                new Class<?>[] {Field.class},
                Counter.class.getDeclaredField("value"));
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static Object keepsOffset(Start start) {
    Counter counter = new Counter();
    counter.value = 4;
    return call("getLong", new Class<?>[] {Object.class, long.class}, counter, KeepsOffset.OFFSET);
  }

  @Hostile(
      cause = "EFFECT",
      reason = "allocateDirect",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class KeepsDirectBuffer {
    static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(16).putInt(0, 1234);
  }

  static Object keepsDirectBuffer(Start start) {
    return KeepsDirectBuffer.BUFFER.getInt(0);
  }

  @Hostile(verdict = Expected.EITHER)
  static final class KeepsHeapBuffer {
    static final ByteBuffer BUFFER = ByteBuffer.allocate(16).putInt(0, 1234);
  }

  static Object keepsHeapBuffer(Start start) {
    return KeepsHeapBuffer.BUFFER.getInt(0);
  }

  @Hostile(cause = "EFFECT", reason = "native", nets = Net.EFFECTS)
  static final class LoadsLibrary {
    static final boolean LOADED = load();

    private static boolean load() {
      try {
        System.loadLibrary("hostile_none");
        return true;
      } catch (UnsatisfiedLinkError e) {
        return false;
      }
    }
  }

  static Object loadsLibrary(Start start) {
    return LoadsLibrary.LOADED;
  }

  /** The library may be there at a start. */
  @Hostile(cause = "EFFECT", reason = "calls a native method", nets = Net.EFFECTS)
  static final class CallsNative {
    static final boolean LINKED = linked();

    private static native int nothing();

    private static boolean linked() {
      try {
        return nothing() == 0;
      } catch (UnsatisfiedLinkError e) {
        return false;
      }
    }
  }

  static Object callsNative(Start start) {
    return CallsNative.LINKED;
  }
}
