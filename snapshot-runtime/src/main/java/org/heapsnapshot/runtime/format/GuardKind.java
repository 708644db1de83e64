package org.heapsnapshot.runtime.format;

/** {@code kind} of a row of GUARDS. */
public final class GuardKind {
  /** System property {@code name}. */
  public static final int PROPERTY = 1;

  /** Environment variable {@code name}. */
  public static final int ENVIRONMENT = 2;

  /** Default locale as a language tag; {@code name} is {@code locale}. */
  public static final int LOCALE = 3;

  /** Default time zone id; {@code name} is {@code timezone}. */
  public static final int TIME_ZONE = 4;

  /** Default charset; {@code name} is {@code charset}. */
  public static final int CHARSET = 5;

  /** Whether the class path has resource {@code name}: value {@code present} or absent. */
  public static final int RESOURCE = 6;

  /** The object layout of the build; {@code name} is {@code layout}, the value {@code build}. */
  public static final int LAYOUT = 7;

  /**
   * The names of all system properties that are not the JDK's own, sorted, each followed by a line
   * feed; {@code name} is {@code properties}.
   */
  public static final int PROPERTIES = 8;

  /** Number of processors ({@code Runtime.availableProcessors}); {@code name} is processors. */
  public static final int PROCESSORS = 9;

  /** Most bytes of the heap ({@code Runtime.maxMemory}); {@code name} is {@code max-memory}. */
  public static final int MAX_MEMORY = 10;

  /**
   * {@code InetAddress.getLocalHost} as text, which has the name and the address; {@code name} is
   * {@code host}.
   */
  public static final int HOST = 11;

  /**
   * The names of the system properties that begin with {@code name}, sorted, each followed by a
   * line feed; absent when there is none.
   */
  public static final int PROPERTY_PREFIX = 12;

  /**
   * How many resources of that {@code name} the class path and the JDK have, in decimal; absent for
   * none.
   */
  public static final int RESOURCES = 13;

  /**
   * The class that is started, while nothing of the program but its initializer has run in the main
   * thread; {@code name} is {@code main}.
   */
  public static final int MAIN = 14;

  /** The last kind. */
  public static final int LAST = MAIN;

  /** The value of a layout guard. */
  public static final String BUILD = "build";

  /** The value of a resource guard that was found. */
  public static final String PRESENT = "present";

  /** Prefixes of the system properties that are the JDK's own, or ours. */
  private static final String[] JDK_PROPERTIES = {
    "java.",
    "jdk.",
    "sun.",
    "user.",
    "os.",
    "file.",
    "path.",
    "line.",
    "native.",
    "stdout.",
    "stderr.",
    "stdin.",
    "awt.",
    "snapshot"
  };

  private GuardKind() {}

  /** The value of a {@link #HOST} guard in this JVM; null where the name has no address. */
  public static String host() {
    try {
      return java.net.InetAddress.getLocalHost().toString();
    } catch (java.net.UnknownHostException e) {
      return null;
    }
  }

  /** The value of a {@link #PROPERTIES} guard in this JVM. */
  public static String propertyNames() {
    return propertyNames(null);
  }

  /**
   * The value of a {@link #PROPERTY_PREFIX} guard in this JVM; null where there is no such name.
   */
  public static String propertyNamesWith(String prefix) {
    String names = propertyNames(prefix);
    return names.isEmpty() ? null : names;
  }

  /**
   * The value of a {@link #RESOURCES} guard in this JVM.
   *
   * @param loader that of the program
   */
  public static String resources(String name, ClassLoader loader) {
    try {
      int count = 0;
      for (java.util.Enumeration<?> found = loader.getResources(name); found.hasMoreElements(); ) {
        found.nextElement();
        count++;
      }
      return count == 0 ? null : Integer.toString(count);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  /** The value of a {@link #MAIN} guard in this JVM; null once other code of the program runs. */
  public static String starting() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    int i = stack.length - 1;
    if (i < 0) {
      return null; // Without stack traces it cannot be told.
    }
    while (i > 0 && stack[i].getModuleName() != null) {
      i--; // The launcher.
    }
    return stack[i].getMethodName().equals("<clinit>") ? stack[i].getClassName() : null;
  }

  private static String propertyNames(String prefix) {
    java.util.TreeSet<String> names = new java.util.TreeSet<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (prefix == null ? !isJdkProperty(name) : name.startsWith(prefix)) {
        names.add(name);
      }
    }
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(name).append('\n');
    }
    return text.toString();
  }

  private static boolean isJdkProperty(String name) {
    for (String prefix : JDK_PROPERTIES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
