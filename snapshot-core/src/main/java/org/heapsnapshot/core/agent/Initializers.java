package org.heapsnapshot.core.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.runtime.extension.Initializer;

/** What extensions know of initializers, and preloads. Confined to one thread. */
final class Initializers {
  private static final String SEPARATOR = "::";

  /** In names of preloads that extensions ask for themselves. */
  private static final String OWN = ":";

  private final ClassLoader program;
  private final List<Initializer> extensions = new ArrayList<>();

  Initializers(ClassLoader program) {
    this.program = program;
    ServiceLoader.load(Initializer.class, program).forEach(extensions::add);
  }

  /** Whether a name is that of a preload, and not of a class. */
  static boolean isPreload(String name) {
    return name.contains(OWN);
  }

  /** The class that another waits for, itself perhaps, or null. */
  String waitsFor(Class<?> type) {
    for (Initializer extension : extensions) {
      String other = extension.waitsFor(type);
      if (other != null) {
        return other;
      }
    }
    return null;
  }

  /** Whether the class that another waits for is initialized. */
  boolean isReady(Class<?> type) {
    try {
      return Peek.initialized(Class.forName(waitsFor(type), false, program));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** The option that would initialize a class that waits. */
  String preloadOf(Class<?> type) {
    for (Initializer extension : extensions) {
      if (extension.waitsFor(type) != null) {
        return "--preload " + extension.name() + SEPARATOR + extension.preloadOf(type);
      }
    }
    throw new IllegalArgumentException(type + " waits for nothing");
  }

  /** The preloads that every start of a main class does first, each with a class that tells. */
  Map<String, String> firstOf(String mainClass) {
    Map<String, String> result = new LinkedHashMap<>();
    for (Initializer extension : extensions) {
      extension
          .firstOf(mainClass)
          .forEach((argument, tells) -> result.put(extension.name() + OWN + argument, tells));
    }
    return result;
  }

  /** The class that a preload initializes before anything else, or null. */
  String firstClass(String preload) {
    String[] parts = parts(preload);
    for (Initializer extension : extensions) {
      if (extension.name().equals(parts[0])) {
        return extension.firstClass(parts[1]);
      }
    }
    return parts[0];
  }

  /**
   * Runs {@code Class::method}, or the preload of an extension, {@code NAME::ARGUMENT}; answers
   * what is wrong, or null.
   */
  String preload(String name) {
    String[] parts = parts(name);
    try {
      for (Initializer extension : extensions) {
        if (extension.name().equals(parts[0])) {
          extension.preload(parts[1]);
          return null;
        }
      }
      Method target = Class.forName(parts[0], true, program).getDeclaredMethod(parts[1]);
      target.setAccessible(true);
      target.invoke(null);
      return null;
    } catch (InvocationTargetException e) {
      return "it threw " + e.getCause();
    } catch (Throwable e) {
      throwUnlessOfProgram(e);
      return "it cannot be called: " + e;
    }
  }

  /**
   * Throws what says nothing about the initializer or the method that threw it, but that this JVM
   * cannot go on. Recursion without end is the program's, and what the JDK makes of a call site
   * that cannot be linked is an {@link InternalError}.
   */
  static void throwUnlessOfProgram(Throwable thrown) {
    if (thrown instanceof VirtualMachineError error
        && !(error instanceof StackOverflowError)
        && !(error instanceof InternalError)) {
      throw error;
    }
  }

  /** How the names of the properties begin at which a class looks that asks for all; or null. */
  String propertiesOf(String className) {
    for (Initializer extension : extensions) {
      String prefix = extension.propertiesOf(className);
      if (prefix != null) {
        return prefix;
      }
    }
    return null;
  }

  private static String[] parts(String preload) {
    return preload.split(preload.contains(SEPARATOR) ? SEPARATOR : OWN, 2);
  }

  /** Lets the extensions settle classes that are about to be captured. */
  void settle(List<Class<?>> owners) {
    for (Initializer extension : extensions) {
      for (Class<?> owner : owners) {
        try {
          extension.settle(owner);
        } catch (Exception e) {
          throw new IllegalStateException(
              extension.getClass().getName() + " cannot settle " + owner.getName(), e);
        }
      }
    }
  }
}
