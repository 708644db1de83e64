package org.heapsnapshot.testkit.program;

import java.util.List;
import java.util.Map;

/**
 * Class objects as state: of the JDK, the program, arrays, primitives, not yet initialized ones.
 */
final class ClassObjects {
  static final Class<?>[] CLASSES = {
    String.class,
    int.class,
    void.class,
    long[].class,
    String[][].class,
    ClassObjects.class,
    Untouched.class,
    Untouched[].class,
    Map.Entry.class,
    Thread.State.class,
    Runnable.class
  };
  static final ClassLoader LOADER = ClassObjects.class.getClassLoader();
  static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  static final ClassLoader OF_THE_THREAD = Thread.currentThread().getContextClassLoader();

  private ClassObjects() {}

  /** A package. */
  static final class Packages {
    static final Package PACKAGE = ClassObjects.class.getPackage();

    private Packages() {}
  }

  /** Named as a class object only. */
  static final class Untouched {
    static final List<String> STATE = List.of("touched");

    private Untouched() {}
  }

  static void check(Checks checks) throws ClassNotFoundException {
    checks.same("JDK class", String.class, CLASSES[0]);
    checks.same("primitive", int.class, CLASSES[1]);
    checks.same("void", void.class, CLASSES[2]);
    checks.same("primitive array", long[].class, CLASSES[3]);
    checks.same("array of arrays", String[][].class, CLASSES[4]);
    checks.same("own class", ClassObjects.class, CLASSES[5]);
    checks.same("by name", Class.forName(Untouched.class.getName()), CLASSES[6]);
    checks.same("array class", CLASSES[6], CLASSES[7].getComponentType());
    checks.same("interface", Map.Entry.class, CLASSES[8]);
    checks.same("enum", Thread.State.class, CLASSES[9]);
    checks.equal("state of the class", "touched", Untouched.STATE.get(0));
    checks.same("loader", ClassObjects.class.getClassLoader(), LOADER);
    checks.same("system loader", ClassLoader.getSystemClassLoader(), LOADER);
    checks.equal("package", ClassObjects.class.getPackageName(), Packages.PACKAGE.getName());
    checks.same("platform loader", ClassLoader.getPlatformClassLoader(), PLATFORM);
    checks.same("loader of the thread", LOADER, OF_THE_THREAD);
  }
}
