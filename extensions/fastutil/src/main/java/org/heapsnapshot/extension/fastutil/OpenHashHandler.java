package org.heapsnapshot.extension.fastutil;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.heapsnapshot.runtime.extension.HashedHandler;

/** Maps or sets with open addressing, made anew by their public constructors and {@code put}. */
abstract class OpenHashHandler extends HashedHandler {
  /** What is carried as usual. */
  private static final Set<String> KEPT = Set.of("f", "entries", "keys", "values");

  private static final Set<String> KNOWN =
      Set.of(
          "key",
          "value",
          "mask",
          "containsNull",
          "containsNullKey",
          "n",
          "maxFill",
          "minN",
          "size",
          "first",
          "last",
          "link");

  private final Pattern names;

  /**
   * @param names simple names of classes
   */
  OpenHashHandler(String names) {
    this.names = Pattern.compile(names);
  }

  @Override
  public final boolean handles(Class<?> type) {
    return type.getPackageName().endsWith(".objects")
        && names.matcher(type.getSimpleName()).matches()
        && (isMap() ? Map.class : Set.class).isAssignableFrom(type)
        && isKnown(type);
  }

  private static boolean isKnown(Class<?> type) {
    List<String> fields = instanceFields(type);
    if (!fields.contains("key") || !fields.contains("f")) {
      return false;
    }
    fields.removeAll(KNOWN);
    fields.removeAll(KEPT);
    if (!fields.isEmpty()) {
      return false;
    }
    try {
      type.getConstructor(int.class);
      return type.getMethod("clone") != null;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static List<String> instanceFields(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        names.add(field.getName());
      }
    }
    return names;
  }

  @Override
  public final String[] madeFields(Class<?> type) {
    List<String> made = instanceFields(type);
    made.removeAll(KEPT);
    return made.toArray(new String[0]);
  }

  /** A copy, with the same arrangement: iterating makes a map keep views that it had not before. */
  static Object copy(Object object) {
    try {
      return object.getClass().getMethod("clone").invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(object.getClass() + " cannot be copied", e);
    }
  }

  @Override
  public final Object[] parts(Object object) {
    Object copy = copy(object);
    if (!isMap()) {
      return ((Set<?>) copy).toArray();
    }
    List<Object> parts = new ArrayList<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) copy).entrySet()) {
      parts.add(entry.getKey());
      parts.add(entry.getValue());
    }
    return parts.toArray();
  }

  @Override
  public final Object make(Class<?> type, Object[] parts) {
    Object made;
    try {
      made = type.getConstructor(int.class).newInstance(isMap() ? parts.length / 2 : parts.length);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
    if (isMap()) {
      @SuppressWarnings("unchecked")
      Map<Object, Object> map = (Map<Object, Object>) made;
      for (int i = 0; i < parts.length; i += 2) {
        map.put(parts[i], parts[i + 1]);
      }
    } else {
      @SuppressWarnings("unchecked")
      Set<Object> set = (Set<Object>) made;
      for (Object part : parts) {
        set.add(part);
      }
    }
    return made;
  }

  /** As the default, but values of primitive types are boxed anew each time. */
  @Override
  public final boolean finds(Object collection, Object key, Object value) {
    if (!isMap()) {
      return ((Set<?>) collection).contains(key);
    }
    Map<?, ?> map = (Map<?, ?>) collection;
    Object found = map.get(key);
    boolean boxed =
        value instanceof Number || value instanceof Character || value instanceof Boolean;
    return map.containsKey(key) && (found == value || boxed && value.equals(found));
  }
}
