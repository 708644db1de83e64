package org.heapsnapshot.core.agent;

import java.io.File;
import java.nio.file.Path;

/** Files that belong to the JDK: what they hold is decided by its build. */
final class JdkFiles {
  private static final String HOME = System.getProperty("java.home") + File.separator;

  private JdkFiles() {}

  /** Whether the argument of an effect names a file of the JDK's installation or its modules. */
  static boolean isOfJdk(Object argument) {
    if (argument instanceof File file) {
      return isBelowHome(file.getPath());
    }
    if (argument instanceof Path path) {
      return path.getFileSystem().provider().getScheme().equals("jrt")
          || isBelowHome(path.toString());
    }
    return argument instanceof String name && isBelowHome(name);
  }

  private static boolean isBelowHome(String path) {
    return path.startsWith(HOME) && !path.contains("..");
  }
}
