package org.heapsnapshot.extension.clojure;

import clojure.lang.RT;
import java.lang.reflect.Modifier;
import org.heapsnapshot.runtime.extension.Initializer;

/**
 * Initializes the classes that hold the code of compiled namespaces as {@code require} does: within
 * bindings of {@code *ns*}, {@code *warn-on-reflection*} and others, which such code sets.
 */
public final class NamespaceInitializer extends Initializer {
  private static final String SUFFIX = "__init";

  /** Used by the build. */
  public NamespaceInitializer() {}

  @Override
  public boolean initializes(Class<?> type) {
    if (!type.getName().endsWith(SUFFIX)) {
      return false;
    }
    try {
      return Modifier.isStatic(type.getDeclaredMethod("load").getModifiers());
    } catch (NoSuchMethodException | LinkageError e) {
      return false;
    }
  }

  @Override
  public void initialize(Class<?> type) throws Exception {
    String name = type.getName();
    RT.load(name.substring(0, name.length() - SUFFIX.length()).replace('.', '/'), true);
  }
}
