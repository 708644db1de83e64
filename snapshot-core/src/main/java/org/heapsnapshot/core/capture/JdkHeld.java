package org.heapsnapshot.core.capture;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which objects the JDK itself holds: those that statics of its classes lead to. They are state of
 * the JVM, which fills them as anything in it asks: a security provider remembers the classes of
 * the services that were used. No image has them, and what a start obtains from the JDK leads to
 * those of that start.
 *
 * <p>References that are not strong are not followed, nor are threads, class loaders and objects of
 * other classes than the JDK's. Confined to one thread.
 */
final class JdkHeld {
  private final Collection<Class<?>> jdkClasses;
  private final Map<Class<?>, long[]> offsets = new HashMap<>();
  private Set<Object> held;

  /**
   * @param jdkClasses the loaded classes of the JDK
   */
  JdkHeld(Collection<Class<?>> jdkClasses) {
    this.jdkClasses = jdkClasses;
  }

  /** Whether the JDK holds the object, as of the first time that this is asked. */
  boolean has(Object o) {
    if (held == null) {
      held = find();
    }
    return held.contains(o);
  }

  private Set<Object> find() {
    Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object> work = new ArrayList<>();
    for (Class<?> c : jdkClasses) {
      if (!c.isArray() && !c.isHidden() && Peek.initialized(c)) {
        for (long offset : references(c, true)) {
          reach(Peek.reference(c, offset), found, work);
        }
      }
    }
    while (!work.isEmpty()) {
      Object o = work.remove(work.size() - 1);
      if (o instanceof Object[] elements) {
        for (Object element : elements) {
          reach(element, found, work);
        }
        continue;
      }
      for (Class<?> k = o.getClass(); k != null && k != Reference.class; k = k.getSuperclass()) {
        for (long offset : offsets.computeIfAbsent(k, level -> references(level, false))) {
          reach(Peek.reference(o, offset), found, work);
        }
      }
    }
    return found;
  }

  private static void reach(Object o, Set<Object> found, List<Object> work) {
    if (o == null
        || o instanceof String
        || o instanceof Class
        || o instanceof Thread
        || o instanceof ClassLoader
        || !isOfJdk(o.getClass())) {
      return;
    }
    if (found.add(o)) {
      work.add(o);
    }
  }

  private static boolean isOfJdk(Class<?> c) {
    ClassLoader loader = c.getClassLoader(); // That of the elements, for an array.
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static long[] references(Class<?> level, boolean ofClass) {
    Field[] declared;
    try {
      declared = level.getDeclaredFields();
    } catch (NoClassDefFoundError e) {
      return new long[0]; // A field of an absent optional type.
    }
    long[] found = new long[declared.length];
    int n = 0;
    for (Field field : declared) {
      if (Modifier.isStatic(field.getModifiers()) == ofClass && !field.getType().isPrimitive()) {
        found[n++] = Peek.offset(field, ofClass);
      }
    }
    return Arrays.copyOf(found, n);
  }
}
