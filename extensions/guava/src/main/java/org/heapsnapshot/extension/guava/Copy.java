package org.heapsnapshot.extension.guava;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * The package {@code com.google.common.collect} under the name that a program has it by, found from
 * one of its classes. Immutable.
 */
final class Copy {
  private static final String PACKAGE_END = ".collect";

  private final Method smear;
  private final Constructor<?> entry;
  private final Constructor<?> chained;
  private final Constructor<?> chainedTwice;

  private Copy(Method smear, Constructor<?>[] entries) {
    this.smear = smear;
    this.entry = entries[0];
    this.chained = entries[1];
    this.chainedTwice = entries[2];
  }

  /** Whether a class could be the one of that name in such a package. */
  static boolean has(Class<?> type, String name) {
    return type.getPackageName().endsWith(PACKAGE_END)
        && type.getName().length() == type.getPackageName().length() + 1 + name.length()
        && type.getName().endsWith(name);
  }

  /**
   * The copy that a class belongs to.
   *
   * @throws ReflectiveOperationException when it is not what this extension knows
   */
  static Copy of(Class<?> type) throws ReflectiveOperationException {
    Method smear = find(type, "Hashing").getDeclaredMethod("smear", int.class);
    smear.setAccessible(true);
    Class<?> entry = entry(type);
    Class<?> chained = find(type, "ImmutableMapEntry$NonTerminalImmutableMapEntry");
    Class<?> chainedTwice = find(type, "ImmutableMapEntry$NonTerminalImmutableBiMapEntry");
    return new Copy(
        smear,
        new Constructor<?>[] {
          constructor(entry, Object.class, Object.class),
          constructor(chained, Object.class, Object.class, entry),
          constructor(chainedTwice, Object.class, Object.class, entry, entry)
        });
  }

  /** Another class of the package that {@code type} is in. */
  static Class<?> find(Class<?> type, String name) throws ClassNotFoundException {
    return Class.forName(type.getPackageName() + "." + name, false, type.getClassLoader());
  }

  /** The class of entries of immutable maps. */
  static Class<?> entry(Class<?> type) throws ClassNotFoundException {
    Class<?> entry = find(type, "ImmutableMapEntry");
    if (!Map.Entry.class.isAssignableFrom(entry)) {
      throw new ClassNotFoundException(entry + " is no entry");
    }
    return entry;
  }

  static Constructor<?> constructor(Class<?> type, Class<?>... parameters)
      throws NoSuchMethodException {
    Constructor<?> constructor = type.getDeclaredConstructor(parameters);
    constructor.setAccessible(true);
    return constructor;
  }

  /** The bits of a hash code spread as this copy does; 0 for null. */
  int smeared(Object key) {
    try {
      return (Integer) smear.invoke(null, key == null ? 0 : key.hashCode());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** An entry in front of others with the same place in the table, or of none (null). */
  Object entry(Object key, Object value, Object next) {
    return next == null ? make(entry, key, value) : make(chained, key, value, next);
  }

  /** An entry of a map with two tables. */
  Object entry(Object key, Object value, Object nextByKey, Object nextByValue) {
    return nextByKey == null && nextByValue == null
        ? make(entry, key, value)
        : make(chainedTwice, key, value, nextByKey, nextByValue);
  }

  static Object make(Constructor<?> constructor, Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(constructor + " threw", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The size of a table with chains: a power of two, not below five sixths of the entries. */
  static int tableSize(int entries) {
    int size = Integer.highestOneBit(Math.max(entries, 2));
    return entries > (int) (1.2 * size) ? size << 1 : size;
  }
}
