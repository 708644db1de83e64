package org.heapsnapshot.core.capture;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.runtime.extension.Handler;
import org.heapsnapshot.runtime.extension.Handles;

/**
 * The handlers of all extensions that a class loader finds. A handler is made when there is an
 * object for it, because it may not link without the library it is for. Confined to one thread.
 */
final class Extensions {
  private static final Set<String> NONE = Set.of();
  private static final String PROVIDERS = "META-INF/services/" + Handler.class.getName();

  private final Map<String, Class<? extends Handler>> byType = new HashMap<>();
  private final List<Handler> asked = new ArrayList<>();
  private final Set<String> caches = new HashSet<>();
  private final Map<Class<?>, Handler> handlers = new HashMap<>();
  private final Map<Class<?>, Handler> byClass = new HashMap<>();

  private Extensions() {}

  /**
   * Finds them.
   *
   * @throws IllegalStateException when two are for the same type, or one has no {@link Handles}
   */
  static Extensions of(ClassLoader loader) {
    Extensions extensions = new Extensions();
    for (String name : names(loader)) {
      try {
        extensions.add(Class.forName(name, false, loader).asSubclass(Handler.class));
      } catch (ClassNotFoundException | ClassCastException e) {
        throw new IllegalStateException(name + " is no handler: " + e, e);
      }
    }
    return extensions;
  }

  /**
   * The names in the provider-configuration files that {@code ServiceLoader} reads. Not through it:
   * it looks for the constructor of each provider, which links the class and so loads types of a
   * library that this program may not have.
   */
  private static Set<String> names(ClassLoader loader) {
    Set<String> names = new LinkedHashSet<>();
    try {
      for (URL file : Collections.list(loader.getResources(PROVIDERS))) {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          for (String line : text.split("\r\n|\r|\n")) {
            names.add(line.split("#", 2)[0].strip());
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(PROVIDERS + " cannot be read: " + e, e);
    }
    names.remove("");
    return names;
  }

  private void add(Class<? extends Handler> handler) {
    Handles handles = handler.getAnnotation(Handles.class);
    if (handles == null) {
      throw new IllegalStateException(handler.getName() + " must have the annotation Handles");
    }
    for (String needed : handles.needs()) {
      if (handler.getClassLoader().getResource(needed.replace('.', '/') + ".class") == null) {
        return;
      }
    }
    for (String type : handles.value()) {
      Class<?> other = byType.putIfAbsent(type, handler);
      if (other != null && other != handler) {
        throw new IllegalStateException(
            type + " has two handlers: " + other.getName() + ", " + handler.getName());
      }
    }
    caches.addAll(List.of(handles.caches()));
    if (handles.value().length == 0) {
      asked.add(handler(handler));
    }
  }

  private Handler handler(Class<? extends Handler> type) {
    Handler known = handlers.get(type);
    if (known != null) {
      return known;
    }
    try {
      Handler handler = type.getConstructor().newInstance();
      handlers.put(type, handler);
      return handler;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " must be public and so its constructor", e);
    }
  }

  /** The handler for objects of exactly that class, or null. */
  Handler handlerOf(Class<?> type) {
    if (byClass.containsKey(type)) {
      return byClass.get(type);
    }
    // What makes copies is asked first: it was named by the user.
    Handler found = asked(type, true);
    Class<? extends Handler> named = found == null ? byType.get(type.getName()) : null;
    found = named == null ? found : handler(named);
    found = found == null ? asked(type, false) : found;
    byClass.put(type, found);
    return found;
  }

  private Handler asked(Class<?> type, boolean copies) {
    for (Handler handler : asked) {
      if (handler.copies() == copies && handler.handles(type)) {
        return handler;
      }
    }
    return null;
  }

  /** Fields that are left zero, as {@code declaring.Class.field}. */
  Set<String> caches() {
    return caches.isEmpty() ? NONE : caches;
  }
}
