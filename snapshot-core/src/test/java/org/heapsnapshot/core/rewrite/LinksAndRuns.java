package org.heapsnapshot.core.rewrite;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

/**
 * Run in a JVM of its own with the name of a main class and jars: verifies every class of the jars,
 * makes the objects of generated classes, and runs the program. Prints what fails, and what the
 * program prints.
 */
final class LinksAndRuns {
  private final ClassLoader loader;

  private LinksAndRuns(ClassLoader loader) {
    this.loader = loader;
  }

  /** Main class and jars, the program's own the first. */
  public static void main(String[] args) throws Exception {
    List<URL> urls = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (String jar : List.of(args).subList(1, args.length)) {
      urls.add(Path.of(jar).toUri().toURL());
      try (JarFile file = new JarFile(jar)) {
        file.stream()
            .map(entry -> entry.getName())
            .filter(LinksAndRuns::isClass)
            .forEach(name -> names.add(name.replaceAll("\\.class$", "").replace('/', '.')));
      }
    }
    ClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    LinksAndRuns run = new LinksAndRuns(loader);
    names.forEach(run::link);
    Class<?> main = Class.forName(args[0], true, loader);
    main.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
  }

  /** Whether an entry of a jar is a class of the program, for all releases. */
  static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.equals("module-info.class");
  }

  private void link(String name) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      Verified.link(type);
      if (name.contains("$$Lambda$s")) {
        makeObject(type);
      }
    } catch (NoClassDefFoundError e) {
      // Optional dependencies are missing. Without rewriting it is the call site that fails.
      if (!name.contains("$$Lambda$s")) {
        System.out.println(name + ": " + e);
      }
    } catch (Throwable e) {
      System.out.println(name + ": " + e);
    }
  }

  /** The JVM checks that the class implements its interface when it is asked for its methods. */
  private static void makeObject(Class<?> type) throws Exception {
    for (var method : type.getMethods()) {
      if (java.lang.reflect.Modifier.isAbstract(method.getModifiers())) {
        throw new AbstractMethodError(method.toString());
      }
    }
    Class.forName(type.getName(), true, type.getClassLoader());
  }
}
