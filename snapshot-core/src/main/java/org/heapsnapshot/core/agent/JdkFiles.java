package org.heapsnapshot.core.agent;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * Files that belong to the JDK or to the program: what they hold is decided by their builds. Where
 * they are is not, nor are time and length of a jar as a whole; all three differ between the
 * observing JVMs.
 */
final class JdkFiles {
  private static final String HOME = System.getProperty("java.home") + File.separator;

  private static final Set<String> CLASS_PATH =
      Set.of(System.getProperty("java.class.path").split(File.pathSeparator));

  private JdkFiles() {}

  /**
   * Whether the argument of an effect names a jar of the program's class path, or something in one
   * that was opened as a file system. Not the URI of one, see {@link #isArchiveOfProgram}.
   */
  static boolean isOfProgram(Object argument) {
    if (argument instanceof Path path
        && path.getFileSystem().provider().getScheme().equals("jar")
        && CLASS_PATH.contains(path.getFileSystem().toString())) {
      return true;
    }
    return (argument instanceof File || argument instanceof String || argument instanceof Path)
        && CLASS_PATH.contains(argument.toString());
  }

  /**
   * Whether the argument of an effect is a URI under which a jar of the program's class path is
   * registered as a file system while it is open.
   */
  static boolean isArchiveOfProgram(Object argument) {
    if (!(argument instanceof URI uri) || !"jar".equals(uri.getScheme())) {
      return false;
    }
    try {
      URI file = URI.create(uri.getRawSchemeSpecificPart());
      return "file".equals(file.getScheme()) && CLASS_PATH.contains(Path.of(file).toString());
    } catch (IllegalArgumentException e) {
      return false; // Such as one that names an entry; or the call is about to fail.
    }
  }

  /** Whether the argument of an effect names a file of the JDK's installation or its modules. */
  static boolean isOfJdk(Object argument) {
    if (argument instanceof File file) {
      return isBelowHome(file.getPath());
    }
    if (argument instanceof Path path) {
      return path.getFileSystem().provider().getScheme().equals("jrt")
          || isBelowHome(path.toString());
    }
    if (argument instanceof URI uri) {
      return "jrt".equals(uri.getScheme());
    }
    return argument instanceof String name && isBelowHome(name);
  }

  private static boolean isBelowHome(String path) {
    return path.startsWith(HOME) && !path.contains("..");
  }
}
