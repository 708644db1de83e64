package org.heapsnapshot.runtime.restore;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.MadeClasses;
import org.heapsnapshot.runtime.image.Refusal;
import sun.reflect.ReflectionFactory;

/**
 * The class loaders of the program. Each is made by the constructor of the JDK's class, run on the
 * object itself, as deserialization makes an object of a class whose superclass is not
 * serializable: no constructor of the program runs, and all that the JDK and the JVM know of a
 * loader (its unnamed module, its default domain, its locks) is as in every other. Not loaded when
 * there are none.
 *
 * <p>Thread-safe once {@link #make} has returned, which boot calls.
 */
final class ProgramLoaders {
  private final Image image;
  private final MadeClasses made;
  private final LoadedClasses types;

  /** Those of the JDK's classes. */
  private final Constructor<?>[] constructors;

  private final ReflectionFactory factory;
  private final MethodHandle defineClass;
  private final ClassLoader[] loaders;

  /**
   * Finds how they are made; makes none yet.
   *
   * @throws Refusal when this JDK does not let us, or a class is no longer that of a class loader
   */
  ProgramLoaders(Image image, LoadedClasses types, Lookup trusted) {
    this.image = image;
    this.types = types;
    made = image.made;
    loaders = new ClassLoader[made.loaderCount];
    constructors = new Constructor<?>[made.loaderCount];
    try {
      factory = ReflectionFactory.getReflectionFactory();
      for (int i = 0; i < constructors.length; i++) {
        constructors[i] = constructor(type(i));
      }
      defineClass =
          trusted.findVirtual(
              ClassLoader.class,
              "defineClass",
              MethodType.methodType(
                  Class.class,
                  String.class,
                  byte[].class,
                  int.class,
                  int.class,
                  ProtectionDomain.class));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new Refusal(LoadResult.MEMORY_REFUSED, e.toString());
    }
  }

  private Class<?> type(int i) {
    return types.get(image.objects.instanceClass(image.objects.groupOf(made.loader(i))));
  }

  private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
    Class<?> level = type;
    while (level != null && level != ClassLoader.class && level != SecureClassLoader.class) {
      level = level.getSuperclass();
    }
    if (level == null) {
      throw new Refusal(LoadResult.CLASS_CHANGED, type.getName() + " is no class loader");
    }
    return level.getDeclaredConstructor(String.class, ClassLoader.class);
  }

  /**
   * Makes them and puts them in their places. That initializes their classes, on JDK 25 already
   * when the constructor is asked for: so it is not before the point of no return.
   */
  void make(Object[] objects) throws ReflectiveOperationException {
    for (int i = 0; i < loaders.length; i++) {
      int parent = made.parent(i);
      ClassLoader above = parent == MadeClasses.NONE ? types.application() : loaders[parent];
      loaders[i] =
          (ClassLoader)
              factory
                  .newConstructorForSerialization(type(i), constructors[i])
                  .newInstance(objects[made.loaderName(i)], above);
      objects[made.loader(i)] = loaders[i];
    }
  }

  ClassLoader get(int i) {
    return loaders[i];
  }

  /**
   * Defines a class as the loader itself does.
   *
   * @param domain null for the loader's own
   */
  Class<?> define(int i, String name, byte[] file, ProtectionDomain domain) {
    try {
      return (Class<?>) defineClass.invokeExact(loaders[i], name, file, 0, file.length, domain);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError(name, e); // It declares none.
    }
  }
}
