package org.heapsnapshot.core.capture;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides how an object is carried, and why it cannot be. One method for each forbidden kind: what,
 * why. Confined to one thread.
 */
final class ObjectKinds {
  private static final Set<String> KEYS =
      Set.of(
          "java.security.PrivateKey",
          "javax.crypto.SecretKey",
          "java.security.KeyPair",
          "java.security.KeyStore",
          "java.security.KeyStoreSpi");

  private final JdkTypes jdkTypes = JdkTypes.load();
  private final ClassTable classes;
  private final Map<Class<?>, String> refusals = new HashMap<>();
  private Set<String> allowedKeys = Set.of();
  private Predicate<Class<?>> unknown = c -> false;

  ObjectKinds(ClassTable classes) {
    this.classes = classes;
  }

  /** Names the classes whose objects may be carried although they are keys. */
  void allowKeys(Set<String> names) {
    allowedKeys = names;
  }

  /** Says of which classes of the program nobody knows where they come from. */
  void refuse(Predicate<Class<?>> classesFromNowhere) {
    unknown = classesFromNowhere;
  }

  /** Whether objects of the class are re-obtained by a recipe. */
  static boolean hasRecipe(Object o) {
    return o instanceof Charset && o.getClass().getClassLoader() == null
        || o instanceof Locale
        || o instanceof Pattern
        || o instanceof StringBuilder
        || o instanceof StringBuffer
        || o instanceof Currency
        || o.getClass() == ThreadLocal.class
        || o instanceof ZoneId
        || o instanceof TimeZone && isPlainTimeZone((TimeZone) o);
  }

  /** The zone of its id, not one that a program has changed. */
  private static boolean isPlainTimeZone(TimeZone zone) {
    return zone.getClass().getClassLoader() == null
        && zone.equals(TimeZone.getTimeZone(zone.getID()));
  }

  /** Whether another process finds the class by its name. */
  boolean hasName(Class<?> c) {
    Class<?> element = c;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return !element.isHidden() && classes.loader(element) != -1 && !unknown.test(element);
  }

  /** Why objects of this class cannot be copied field by field, or null when they can. */
  String refusal(Class<?> c) {
    if (!refusals.containsKey(c)) {
      refusals.put(c, findRefusal(c));
    }
    return refusals.get(c);
  }

  /** Why a loader of this class, whose fields of the JDK are made again, cannot be carried. */
  String refusalOfLoader(Class<?> c) {
    for (Class<?> k = c; !ProgramLoaders.isLevel(k); k = k.getSuperclass()) {
      String reason = Peek.missing(k) != null ? refusal(c) : refusalOfLevel(c, k);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  /** Why no process can have objects of this class from a handler that makes them, or null. */
  String refusalOfMade(Class<?> c) {
    String refusal = ofProcess(c);
    for (Class<?> k = c; refusal == null && k != Object.class; k = k.getSuperclass()) {
      refusal = k != Enum.class && declaresFinalizer(k) ? finalizer(c) : null;
    }
    return refusal;
  }

  /** Why objects of this class must not be written to a file, or null. */
  String keyRefusal(Class<?> c) {
    return isKey(c) && !allowedKeys.contains(c.getName())
        ? "a key (" + c.getName() + "), which must not be in a file; see --allow-captured"
        : null;
  }

  /** Whether the class is of the JDK, and its objects are neither threads nor loaders. */
  boolean isOpaque(Class<?> c) {
    int loader = classes.loader(c);
    return (loader == 0 || loader == 1)
        && !Thread.class.isAssignableFrom(c)
        && !ClassLoader.class.isAssignableFrom(c);
  }

  /** The same for one whose fields of the JDK are taken over from another. */
  String refusalOfShell(Class<?> c) {
    for (Class<?> k = c; k != Object.class; k = k.getSuperclass()) {
      String reason = Shells.isLevel(k) ? null : hasName(c) ? refusalOfLevel(c, k) : refusal(c);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private String findRefusal(Class<?> c) {
    String name = c.getName();
    if (c.isHidden()) {
      return "an object of the hidden class "
          + name
          + " (a lambda or a method handle's class), which no name can find again";
    }
    int loader = classes.loader(c);
    if (loader == -1) {
      return "an object of " + name + ", which a class loader of the program defined";
    }
    if (unknown.test(c)) {
      return "an object of " + name + ", which is not on the class path";
    }
    if (ThreadPoolExecutor.class.isAssignableFrom(c)) {
      return "an executor (" + name + ") that has started or that no initializer was seen to make";
    }
    if (Throwable.class.isAssignableFrom(c) && !StackTraces.isPlain(c)) {
      return "a throwable (" + name + ") whose class answers with a stack of its own";
    }
    String ofProcess = ofProcess(c);
    if (ofProcess != null) {
      return ofProcess;
    }
    String missing = Peek.missing(c);
    if (missing != null) {
      return "an object of " + name + ", whose fields name " + missing + ", which is missing";
    }
    for (Class<?> k = c; k != null && k != Object.class; k = k.getSuperclass()) {
      String reason = refusalOfLevel(c, k);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private String ofProcess(Class<?> c) {
    if (Thread.class.isAssignableFrom(c)) {
      return "a thread (" + c.getName() + "), which belongs to the process that started it";
    }
    if (ClassLoader.class.isAssignableFrom(c)) {
      return "a class loader (" + c.getName() + "), whose classes the JVM knows";
    }
    return keyRefusal(c);
  }

  private static String finalizer(Class<?> c) {
    return "an object of " + c.getName() + ", which has a finalizer";
  }

  /** By name, because the JDK may have been made without the module. */
  private static boolean isKey(Class<?> c) {
    for (Class<?> k = c; k != null; k = k.getSuperclass()) {
      if (KEYS.contains(k.getName())) {
        return true;
      }
      for (Class<?> i : k.getInterfaces()) {
        if (isKey(i)) {
          return true;
        }
      }
    }
    return false;
  }

  private String refusalOfLevel(Class<?> c, Class<?> level) {
    if (level != Enum.class && declaresFinalizer(level)) {
      return finalizer(c);
    }
    if (classes.loader(level) >= 2
        || jdkTypes.allows(level.getName())
        || Throwable.class.isAssignableFrom(level)) {
      return null;
    }
    boolean stateless = level != c || !level.getName().startsWith("java.lang.invoke.");
    if (stateless && level != c && !hasInstanceFields(level)) {
      return null;
    }
    return "an object of the JDK class "
        + level.getName()
        + (level == c ? "" : " (as " + c.getName() + ")")
        + ", which has no recipe and is not a type that may be copied";
  }

  private static boolean declaresFinalizer(Class<?> c) {
    try {
      return c.getDeclaredMethod("finalize").getParameterCount() == 0;
    } catch (NoSuchMethodException e) {
      return false;
    } catch (NoClassDefFoundError e) {
      return true; // Cannot be told; be safe.
    }
  }

  private static boolean hasInstanceFields(Class<?> c) {
    for (Field field : c.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        return true;
      }
    }
    return false;
  }
}
