package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Modifier;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.image.Classes;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Strings;

/**
 * Looks up the classes of an image, when they are first asked for, without initializing any.
 *
 * <p>Thread-safe: two threads may look up the same class, and find the same.
 */
final class LoadedClasses {
  private final Classes classes;
  private final Strings strings;
  private final ClassLoader application;
  private final ClassLoader platform;
  private final Class<?>[] types;

  /** Null when the program made no classes. */
  private ClassDefiner definer;

  LoadedClasses(Classes classes, Strings strings, ClassLoader application) {
    this.classes = classes;
    this.strings = strings;
    this.application = application;
    platform = ClassLoader.getPlatformClassLoader();
    types = new Class<?>[classes.count];
  }

  /** Says who defines the classes that are in no file. */
  void defineBy(ClassDefiner one) {
    definer = one;
  }

  /** Whether a class can be looked up: one that the program made is not there at first. */
  boolean isReady(int c) {
    return isBegun() || !classes.isMade(c);
  }

  /** Whether those that the program made can be looked up, too. */
  boolean isBegun() {
    return definer == null || definer.hasBegun();
  }

  /** Looks up every class that is there. */
  void loadAll() {
    for (int c = 0; c < types.length; c++) {
      if (isReady(c)) {
        get(c);
      }
    }
  }

  /**
   * The class of a row of CLASSES.
   *
   * @throws Refusal when it is absent, or is not of the kind that the image says
   */
  Class<?> get(int c) {
    Class<?> type = types[c];
    if (type == null) {
      type = find(c);
      types[c] = type;
    }
    return type;
  }

  /** Says what the class of a row is, which is being initialized and so need not be looked up. */
  void put(int c, Class<?> type) {
    types[c] = type;
  }

  private Class<?> find(int c) {
    int flags = classes.flags(c);
    String name = strings.text(classes.name(c));
    Class<?> type =
        (flags & ClassFlags.PRIMITIVE) != 0
            ? primitive(name)
            : (flags & ClassFlags.MADE) != 0
                ? definer.get(c)
                : load(name, flags & ClassFlags.LOADER_MASK);
    check(type, name, flags);
    return type;
  }

  /** The loader of the image. */
  ClassLoader application() {
    return application;
  }

  /** The loader that a {@code LOADER} constant of {@link ClassFlags} stands for. */
  ClassLoader loader(int code) {
    if (code == ClassFlags.LOADER_APPLICATION) {
      return application;
    }
    return code == ClassFlags.LOADER_PLATFORM ? platform : null;
  }

  private Class<?> load(String name, int code) {
    try {
      return Class.forName(name, false, loader(code));
    } catch (ClassNotFoundException | LinkageError e) {
      throw new Refusal(LoadResult.CLASS_MISSING, name + ": " + e);
    }
  }

  private void check(Class<?> type, String name, int flags) {
    if (type == null || type.isArray() != ((flags & ClassFlags.ARRAY) != 0)) {
      throw new Refusal(LoadResult.CLASS_CHANGED, name + " is not of the kind it was");
    }
    if ((flags & (ClassFlags.LOADER_MASK | ClassFlags.ARRAY)) == ClassFlags.LOADER_APPLICATION
        && type.getClassLoader() != application) {
      throw Refusal.found(
          LoadResult.CLASS_CHANGED, name + " loader", type.getClassLoader(), application);
    }
    if ((flags & ClassFlags.INSTANCES) != 0 && !type.isArray() && !hasInstances(type)) {
      throw new Refusal(LoadResult.CLASS_CHANGED, name + " cannot have instances");
    }
  }

  private static boolean hasInstances(Class<?> type) {
    return (type.getModifiers() & (Modifier.ABSTRACT | Modifier.INTERFACE)) == 0
        && type != Class.class
        && type != String.class;
  }

  private static Class<?> primitive(String name) {
    switch (name) {
      case "boolean":
        return boolean.class;
      case "byte":
        return byte.class;
      case "char":
        return char.class;
      case "short":
        return short.class;
      case "int":
        return int.class;
      case "long":
        return long.class;
      case "float":
        return float.class;
      case "double":
        return double.class;
      case "void":
        return void.class;
      default:
        return null;
    }
  }
}
