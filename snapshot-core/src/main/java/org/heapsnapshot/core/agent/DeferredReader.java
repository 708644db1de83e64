package org.heapsnapshot.core.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.runtime.format.DeferredLayout;

/** Reads deferred fields of a restored program as the program itself does. Immutable. */
final class DeferredReader implements HeapWalker.Reader {
  private final Class<?> placeholder;
  private final Method read;

  private DeferredReader(Class<?> placeholder, Method read) {
    this.placeholder = placeholder;
    this.read = read;
  }

  static DeferredReader of(ClassLoader program) {
    try {
      Class<?> restore = Class.forName("org.heapsnapshot.runtime.Restore", false, program);
      return new DeferredReader(
          Class.forName(DeferredLayout.CLASS, false, program),
          restore.getMethod("read", Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no runtime beside the program", e);
    }
  }

  @Override
  public Object read(Object found, Object holder, String field) {
    try {
      if (placeholder.isInstance(found)) {
        return read.invoke(null, found, holder);
      }
      return found == null && holder instanceof Class<?> owner ? readStatic(owner, field) : found;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("what a field was to hold cannot be made", e);
    }
  }

  /** Not through the reader of the field: to find it, types that are absent would be loaded. */
  private static Object readStatic(Class<?> owner, String field)
      throws ReflectiveOperationException {
    String holder = owner.getName() + DeferredLayout.HOLDER + field;
    Field held;
    try {
      held = Class.forName(holder, true, owner.getClassLoader()).getDeclaredField(field);
    } catch (ClassNotFoundException e) {
      return null;
    }
    held.setAccessible(true);
    return held.get(null);
  }
}
