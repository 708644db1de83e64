package org.heapsnapshot.extension.jackson;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.heapsnapshot.runtime.extension.Handler;
import org.heapsnapshot.runtime.extension.Handles;

/**
 * The tables of names that a {@code JsonFactory} shares with its parsers, {@code
 * ByteQuadsCanonicalizer} and {@code CharsToNameCanonicalizer}: each start draws a seed of its own,
 * against keys that were chosen to collide, and begins with an empty table, which only saves time.
 */
@Handles({})
public final class SymbolsHandler extends Handler {
  private static final String PACKAGE_END = ".core.sym";
  private static final String[] NAMES = {"ByteQuadsCanonicalizer", "CharsToNameCanonicalizer"};
  private static final String[] MADE = {"_seed", "_tableInfo"};
  private static final Object[] NO_PARTS = {};

  /** Used by the build and by every start. */
  public SymbolsHandler() {}

  @Override
  public boolean handles(Class<?> type) {
    if (!type.getPackageName().endsWith(PACKAGE_END)) {
      return false;
    }
    try {
      for (String name : NAMES) {
        if (type.getName().equals(type.getPackageName() + "." + name)) {
          return type.getDeclaredField("_seed").getType() == int.class
              && type.getDeclaredField("_tableInfo") != null
              && type.getDeclaredField("_parent").getType() == type
              && createRoot(type).getReturnType() == type;
        }
      }
      return false;
    } catch (ReflectiveOperationException e) {
      return false; // Another version.
    }
  }

  private static Method createRoot(Class<?> type) throws NoSuchMethodException {
    Method method = type.getDeclaredMethod("createRoot", int.class);
    method.setAccessible(true);
    return method;
  }

  /** A table that is not shared belongs to a parser at work. */
  @Override
  public Object[] parts(Object object) {
    try {
      Field parent = object.getClass().getDeclaredField("_parent");
      parent.setAccessible(true);
      return parent.get(object) == null ? NO_PARTS : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  @Override
  public String[] madeFields(Class<?> type) {
    return MADE.clone();
  }

  @Override
  public Object make(Class<?> type, Object[] parts) {
    try {
      // Odd, as the library has them; what it draws itself is a time or an identity hash.
      int seed = System.identityHashCode(new Object()) + (int) System.nanoTime() | 1;
      return createRoot(type).invoke(null, seed);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
