package org.heapsnapshot.core.capture;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Locale;
import org.heapsnapshot.runtime.format.ClassFlags;

/**
 * Tells what lives as long as the JVM, though nothing of the program holds it: a weak reference to
 * it is never cleared, and must not be in a start. Confined to one thread.
 */
final class KeptByJvm {
  private final ClassTable classes;
  private final JdkStatics jdkStatics;

  KeptByJvm(ClassTable classes, JdkStatics jdkStatics) {
    this.classes = classes;
    this.jdkStatics = jdkStatics;
  }

  /**
   * Whether the JVM itself keeps an object: classes of the built-in loaders, what the JDK holds.
   */
  boolean isKept(Object o) {
    if (o instanceof Class<?> c) {
      // A loader of the program is kept by the program alone, and its classes by it.
      int loader = classes.loader(c);
      return loader != -1 && loader != ClassFlags.LOADER_PROGRAM;
    }
    if (o instanceof ClassLoader loader) {
      return loader == classes.program() || loader == ClassLoader.getPlatformClassLoader();
    }
    if (o instanceof Enum<?> e && isOfJdk(e.getDeclaringClass()) || cachedBox(o) != null) {
      return true;
    }
    boolean held = jdkStatics.fieldHolding(o) != null;
    if (ObjectKinds.hasRecipe(o)) {
      // Others would be made anew, and be kept by nobody.
      return held && (o instanceof Locale || o instanceof Charset || o instanceof ZoneId);
    }
    return held || jdkStatics.elementHolding(o) != null;
  }

  private boolean isOfJdk(Class<?> c) {
    int loader = classes.loader(c);
    return loader == 0 || loader == 1;
  }

  /** The number of a box that {@code valueOf} always answers, or null. */
  static Integer cachedBox(Object o) {
    if (o instanceof Integer i) {
      return i >= -128 && i <= 127 && o == Integer.valueOf(i) ? i : null;
    }
    if (o instanceof Boolean b) {
      return o == Boolean.valueOf(b) ? (b ? 1 : 0) : null;
    }
    if (o instanceof Long l) {
      return l >= -128 && l <= 127 && o == Long.valueOf(l) ? l.intValue() : null;
    }
    if (o instanceof Character c) {
      return c <= 127 && o == Character.valueOf(c) ? (int) c : null;
    }
    if (o instanceof Short s) {
      return s >= -128 && s <= 127 && o == Short.valueOf(s) ? (int) s : null;
    }
    if (o instanceof Byte b) {
      return o == Byte.valueOf(b) ? (int) b : null;
    }
    return null;
  }
}
