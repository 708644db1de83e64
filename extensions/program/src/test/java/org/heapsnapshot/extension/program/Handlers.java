package org.heapsnapshot.extension.program;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.heapsnapshot.runtime.extension.Handler;
import org.heapsnapshot.runtime.extension.Handles;
import org.heapsnapshot.runtime.extension.HashedHandler;

/** Does with handlers what a build and a start do. */
final class Handlers {
  private Handlers() {}

  /** The handler of a class, or null. */
  static HashedHandler of(Class<?> type) {
    for (Handler handler : ServiceLoader.load(Handler.class)) {
      List<String> names = Arrays.asList(handler.getClass().getAnnotation(Handles.class).value());
      if (names.contains(type.getName()) || names.isEmpty() && handler.handles(type)) {
        return (HashedHandler) handler;
      }
    }
    return null;
  }

  /** Makes the fields of a collection anew, from parts that were taken before. */
  static void remake(HashedHandler handler, Object collection, Object[] parts) throws Exception {
    Class<?> type = collection.getClass();
    Object made = handler.make(type, parts.clone());
    if (made.getClass() != type) {
      throw new AssertionError(made.getClass() + " instead of " + type);
    }
    for (String name : handler.madeFields(type)) {
      Field field = field(type, name);
      field.setAccessible(true);
      field.set(collection, field.get(made));
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    throw new NoSuchFieldException(type + "." + name);
  }
}
