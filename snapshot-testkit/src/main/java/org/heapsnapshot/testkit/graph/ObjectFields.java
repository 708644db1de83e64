package org.heapsnapshot.testkit.graph;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instance fields that a program's classes declare; those of the JDK stay closed. */
final class ObjectFields {
  private final Map<Class<?>, List<Field>> known = new HashMap<>();

  /** The fields of a class and its superclasses, those of JDK classes left out. */
  List<Field> of(Class<?> type) {
    List<Field> fields = known.get(type);
    if (fields == null) {
      fields = new ArrayList<>();
      for (Class<?> c = type; c != null && !isOfTheJdk(c); c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            fields.add(field);
          }
        }
      }
      known.put(type, fields);
    }
    return fields;
  }

  /** Whether a class belongs to a named module, as those of the JDK do. */
  static boolean isOfTheJdk(Class<?> type) {
    return type.getModule().isNamed();
  }

  static Object get(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
