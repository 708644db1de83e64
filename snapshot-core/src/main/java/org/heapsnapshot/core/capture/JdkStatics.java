package org.heapsnapshot.core.capture;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every object that a static final field of an initialized JDK class holds directly: such an object
 * is carried as a symbol, because the JDK compares with it by identity ({@code HashSet.PRESENT},
 * {@code ReferenceQueue.NULL}, empty tables).
 */
final class JdkStatics {
  private final Map<Object, Field> fields = new IdentityHashMap<>();

  /** Scans the classes, in the order of their names so that the choice of a field is repeatable. */
  JdkStatics(Collection<Class<?>> jdkClasses) {
    List<Class<?>> sorted = new ArrayList<>(jdkClasses);
    sorted.sort(Comparator.comparing(Class::getName));
    for (Class<?> c : sorted) {
      if (!c.isArray() && !c.isHidden() && Peek.initialized(c)) {
        scan(c);
      }
    }
  }

  private void scan(Class<?> c) {
    Field[] declared;
    try {
      declared = c.getDeclaredFields();
    } catch (NoClassDefFoundError e) {
      return; // A class with a field of an absent optional type has nothing that we could name.
    }
    for (Field field : declared) {
      if (Modifier.isStatic(field.getModifiers())
          && !field.getType().isPrimitive()
          && (Modifier.isFinal(field.getModifiers()) || c == System.class)) {
        Object value = Peek.reference(c, Peek.offset(field, true));
        if (value != null && !(value instanceof String) && !(value instanceof Class)) {
          fields.putIfAbsent(value, field);
        }
      }
    }
  }

  /** The field that holds the object, or null. */
  Field fieldHolding(Object object) {
    return fields.get(object);
  }
}
