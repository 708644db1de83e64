package org.heapsnapshot.core.capture;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.SecureClassLoader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Says which class loaders of the program an image can hold: those that find classes as the JDK's
 * own code does, below the application loader, and that the JDK would make again as they are. Their
 * fields of the JDK are in no image.
 *
 * <p>Confined to one thread but for {@link #refusal}.
 */
public final class ProgramLoaders {
  private final ClassLoader program;
  private final Function<ClassLoader, String> ofClasses;

  /**
   * @param program the application loader
   * @param ofClasses why the classes that a loader has defined cannot be kept, or null when they
   *     can
   */
  public ProgramLoaders(ClassLoader program, Function<ClassLoader, String> ofClasses) {
    this.program = program;
    this.ofClasses = ofClasses;
  }

  /** Whether the fields that a class declares are those of a loader, which the JDK makes. */
  static boolean isLevel(Class<?> level) {
    return level == ClassLoader.class || level == SecureClassLoader.class;
  }

  /** Whether a loader is the application loader, or of a class of which an image can hold one. */
  public static boolean isPlain(ClassLoader loader, ClassLoader program) {
    return loader == program || loader != null && refusal(loader.getClass(), program) == null;
  }

  /**
   * Why no loader of a class can be in an image, or null. Stateless.
   *
   * @param program the application loader
   */
  public static String refusal(Class<?> type, ClassLoader program) {
    Class<?> level = type;
    for (; level != null && !isLevel(level); level = level.getSuperclass()) {
      if (level.getClassLoader() != program || level.isHidden()) {
        return "its class extends " + level.getName();
      }
      String overridden = overridden(level);
      if (overridden != null) {
        return overridden;
      }
    }
    return level == null ? "it is no class loader" : null;
  }

  /**
   * Code of the program would run when the JVM looks for a class, or when the JDK makes a loader.
   */
  private static String overridden(Class<?> level) {
    try {
      for (Method method : level.getDeclaredMethods()) {
        if (!Modifier.isStatic(method.getModifiers())
            && !Modifier.isPrivate(method.getModifiers())
            && (declares(ClassLoader.class, method) || declares(SecureClassLoader.class, method))) {
          return "its class overrides ClassLoader." + method.getName();
        }
      }
      return null;
    } catch (LinkageError e) {
      return "its methods name a class that is missing: " + e.getMessage();
    }
  }

  private static boolean declares(Class<?> jdk, Method method) {
    for (Method other : jdk.getDeclaredMethods()) {
      if (other.getName().equals(method.getName())
          && !Modifier.isPrivate(other.getModifiers())
          && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())) {
        return true;
      }
    }
    return false;
  }

  /** Why a loader cannot be in the image, or null. */
  public String problem(ClassLoader loader) {
    String refusal = refusal(loader.getClass(), program);
    if (refusal == null) {
      refusal = problemOfParent(parent(loader));
    }
    if (refusal == null) {
      refusal = problemOfState(loader);
    }
    return refusal == null ? ofClasses.apply(loader) : refusal;
  }

  private String problemOfParent(ClassLoader parent) {
    if (parent == program) {
      return null;
    }
    if (parent == null || parent == ClassLoader.getPlatformClassLoader()) {
      return "its parent is a loader of the JDK, not that of the program";
    }
    String problem = problem(parent);
    return problem == null
        ? null
        : "of its parent, " + parent.getClass().getName() + ": " + problem;
  }

  /** What the JDK's constructor would make otherwise. */
  private static String problemOfState(ClassLoader loader) {
    if (state(loader, "parallelLockMap") != null) {
      return "its class is registered as parallel capable";
    }
    if (state(loader, "classAssertionStatus") != null
        || state(loader, "packageAssertionStatus") != null) {
      return "its assertion status was set";
    }
    if (state(loader, "classLoaderValueMap") != null) {
      return "the JDK keeps something for it, such as proxies";
    }
    Object libraries = state(loader, "libraries");
    if (!((Map<?, ?>) Peek.get(libraries, libraries.getClass(), "libraries")).isEmpty()) {
      return "it has loaded native libraries";
    }
    if (loader instanceof SecureClassLoader
        && !((Map<?, ?>) Peek.get(loader, SecureClassLoader.class, "pdcache")).isEmpty()) {
      return "it has defined a class for a code source";
    }
    return null;
  }

  /**
   * Whether a loader has the packages that {@code defineClass} of a loader makes for some classes,
   * and no others.
   */
  public static boolean hasPackagesOf(ClassLoader loader, Iterable<Class<?>> defined) {
    Set<String> names = new HashSet<>();
    defined.forEach(c -> names.add(c.getPackageName()));
    Map<?, ?> packages = (Map<?, ?>) state(loader, "packages");
    for (Object p : packages.values()) {
      if (p instanceof Package known
          && (known.isSealed()
              || known.getSpecificationTitle() != null
              || known.getSpecificationVersion() != null
              || known.getSpecificationVendor() != null
              || known.getImplementationTitle() != null
              || known.getImplementationVersion() != null
              || known.getImplementationVendor() != null)) {
        return false;
      }
    }
    return packages.keySet().equals(names);
  }

  /** The domain of the classes for which a loader is given none. */
  public static Object defaultDomain(ClassLoader loader) {
    return state(loader, "defaultDomain");
  }

  static ClassLoader parent(ClassLoader loader) {
    return (ClassLoader) state(loader, "parent");
  }

  static String name(ClassLoader loader) {
    return (String) state(loader, "name");
  }

  private static Object state(ClassLoader loader, String field) {
    return Peek.named(loader, ClassLoader.class, field);
  }
}
