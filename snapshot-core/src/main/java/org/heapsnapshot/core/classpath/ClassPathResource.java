package org.heapsnapshot.core.classpath;

/**
 * One thing on the class path that can be looked up by name.
 *
 * @param name the name it is looked up by, such as {@code org/x/A.class}; ends in {@code /} for a
 *     directory
 * @param storedName its name in the jar or directory, {@code META-INF/versions/17/org/x/A.class}
 *     for an entry resolved in a multi-release jar
 * @param entry index of the class path entry that holds it
 * @param time when it was modified
 */
public record ClassPathResource(String name, String storedName, int entry, EntryTime time) {
  private static final String SUFFIX = ".class";

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  /**
   * Whether a class loader could define it: its name is that of a class. What is below {@code
   * META-INF} or describes a module or a package's module is not.
   */
  public boolean isClass() {
    return name.endsWith(SUFFIX)
        && !name.startsWith("META-INF/")
        && !name.equals("module-info.class");
  }

  /** The binary name of the class that it should hold, by its path. */
  public String className() {
    return name.substring(0, name.length() - SUFFIX.length()).replace('/', '.');
  }

  /** The name under which a class is looked up. */
  public static String nameOf(String className) {
    return className.replace('.', '/').concat(SUFFIX);
  }
}
