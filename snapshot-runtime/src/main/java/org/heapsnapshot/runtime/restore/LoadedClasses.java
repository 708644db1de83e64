package org.heapsnapshot.runtime.restore;

import java.lang.reflect.Modifier;
import org.heapsnapshot.runtime.format.ClassFlags;
import org.heapsnapshot.runtime.image.Classes;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Strings;

/** Looks up the classes of an image, without initializing any. */
final class LoadedClasses {
  private final Classes classes;
  private final Strings strings;
  private final ClassLoader application;
  private final ClassLoader platform;

  LoadedClasses(Classes classes, Strings strings, ClassLoader application) {
    this.classes = classes;
    this.strings = strings;
    this.application = application;
    platform = ClassLoader.getPlatformClassLoader();
  }

  /**
   * Every class, by row of CLASSES.
   *
   * @throws Refusal when one is absent, or is not of the kind that the image says
   */
  Class<?>[] all() {
    Class<?>[] all = new Class<?>[classes.count];
    for (int c = 0; c < all.length; c++) {
      int flags = classes.flags(c);
      String name = strings.text(classes.name(c));
      Class<?> type;
      if ((flags & ClassFlags.PRIMITIVE) != 0) {
        type = primitive(name);
      } else {
        type = load(name, flags & ClassFlags.LOADER_MASK);
      }
      check(type, name, flags);
      all[c] = type;
    }
    return all;
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
