package org.heapsnapshot.core.capture;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every object that a static final field of an initialized JDK class holds directly: such an object
 * is carried as a symbol, because the JDK compares with it by identity ({@code HashSet.PRESENT},
 * {@code ReferenceQueue.NULL}, empty tables).
 */
final class JdkStatics {
  /**
   * Arrays of the JDK, filled by its initializers, from which factories answer: {@code
   * BigInteger.valueOf(5)} is always the same object.
   */
  private static final Set<String> CACHES =
      Set.of(
          "java.math.BigInteger.posConst",
          "java.math.BigInteger.negConst",
          "java.math.BigDecimal.ZERO_THROUGH_TEN",
          "java.math.BigDecimal.ZERO_SCALED_BY",
          "java.time.LocalTime.HOURS");

  /** An object at an index of an array. */
  record Element(Object[] array, int index) {}

  private final Map<Object, Field> fields = new IdentityHashMap<>();
  private final Map<Object, Element> elements = new IdentityHashMap<>();

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
          if (CACHES.contains(c.getName() + "." + field.getName())) {
            addElements((Object[]) value);
          }
        }
      }
    }
  }

  private void addElements(Object[] array) {
    for (int i = 0; i < array.length; i++) {
      if (array[i] != null) {
        elements.putIfAbsent(array[i], new Element(array, i));
      }
    }
  }

  /** Where a cache of the JDK holds the object, or null. */
  Element elementHolding(Object object) {
    return elements.get(object);
  }

  /** The field that holds the object, or null. */
  Field fieldHolding(Object object) {
    return fields.get(object);
  }
}
