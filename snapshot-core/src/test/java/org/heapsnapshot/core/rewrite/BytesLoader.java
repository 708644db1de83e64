package org.heapsnapshot.core.rewrite;

import java.util.Map;

/** A loader that prefers its own class files to its parent's. */
final class BytesLoader extends ClassLoader {
  private final Map<String, byte[]> classFiles;

  static {
    registerAsParallelCapable();
  }

  BytesLoader(Map<String, byte[]> classFiles) {
    super(BytesLoader.class.getClassLoader());
    this.classFiles = classFiles;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] classFile = classFiles.get(name.replace('.', '/'));
    if (classFile == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, classFile, 0, classFile.length) : loaded;
    }
  }
}
