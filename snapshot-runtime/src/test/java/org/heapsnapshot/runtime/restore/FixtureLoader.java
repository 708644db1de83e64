package org.heapsnapshot.runtime.restore;

import java.io.IOException;
import java.io.InputStream;

/** Defines the fixture classes itself, so that each test has statics of its own. */
final class FixtureLoader extends ClassLoader {
  private static final String FIXTURES = "org.heapsnapshot.runtime.fixtures.";

  FixtureLoader() {
    super("fixtures", FixtureLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(FIXTURES)) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(path)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** A fixture class, by simple name. */
  Class<?> fixture(String simpleName) {
    try {
      return loadClass(FIXTURES + simpleName);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** A fixture class whose statics are built. */
  Class<?> built(String simpleName) {
    try {
      Class<?> type = fixture(simpleName);
      type.getMethod("build").invoke(null);
      return type;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static Object get(Class<?> type, String field) {
    try {
      return type.getField(field).get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(field, e);
    }
  }

  static Object get(Object object, String field) {
    try {
      return object.getClass().getField(field).get(object);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(field, e);
    }
  }
}
