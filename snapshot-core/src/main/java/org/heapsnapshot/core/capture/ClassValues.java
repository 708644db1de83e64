package org.heapsnapshot.core.capture;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What objects of subclasses of {@code ClassValue} hold. The JDK keeps the values in the classes
 * they are for, so all loaded classes are asked. Read from their fields: no value is computed by
 * it. No lambdas where it reads: initializers of the JDK may be running. Stateless but for the
 * source of classes.
 */
public final class ClassValues {
  private static final List<Class<?>> PRIMITIVES =
      List.of(
          boolean.class,
          byte.class,
          char.class,
          double.class,
          float.class,
          int.class,
          long.class,
          short.class,
          void.class);
  private static final String ENTRY = "java.lang.ClassValue$Entry";
  private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);
  private static final long MAP = offset(Class.class, "classValueMap");
  private static final long IDENTITY = offset(ClassValue.class, "identity");

  private final Supplier<Class<?>[]> loaded;

  /**
   * @param loaded all loaded classes but the primitive ones
   */
  public ClassValues(Supplier<Class<?>[]> loaded) {
    this.loaded = loaded;
  }

  private static long offset(Class<?> declaring, String name) {
    try {
      Field field = declaring.getDeclaredField(name);
      return Peek.offset(field, false);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The values of all objects as they are now, in the order of the names of the classes.
   *
   * @return by {@link #identity}
   */
  Map<Object, Map<Class<?>, Object>> read() {
    List<Class<?>> classes = new ArrayList<>();
    addHolding(Arrays.asList(loaded.get()), classes);
    addHolding(PRIMITIVES, classes);
    classes.sort(BY_NAME);
    Map<Object, Map<Class<?>, Object>> result = new IdentityHashMap<>();
    for (Class<?> c : classes) {
      for (Map.Entry<Object, Object> e : WeakMaps.entries(Peek.reference(c, MAP))) {
        Object entry = e.getValue(); // Or a mark of the JDK that something was removed.
        if (entry != null && entry.getClass().getName().equals(ENTRY)) {
          Object value = Peek.get(entry, entry.getClass(), "value");
          if (value != entry) { // Else it is being computed.
            Map<Class<?>, Object> values = result.get(e.getKey());
            if (values == null) {
              values = new LinkedHashMap<>();
              result.put(e.getKey(), values);
            }
            values.put(c, value);
          }
        }
      }
    }
    return result;
  }

  private static void addHolding(List<Class<?>> classes, List<Class<?>> holding) {
    for (Class<?> c : classes) {
      if (Peek.reference(c, MAP) != null) {
        holding.add(c);
      }
    }
  }

  /** Makes the values of an object those of nobody, as if none had been computed. */
  static void forget(ClassValue<?> object) {
    Object fresh = Peek.allocate(identity(object).getClass());
    Peek.putReference(object, IDENTITY, fresh);
  }

  /** What the JDK knows the values of an object by. */
  static Object identity(ClassValue<?> object) {
    return Peek.get(object, ClassValue.class, "identity");
  }
}
