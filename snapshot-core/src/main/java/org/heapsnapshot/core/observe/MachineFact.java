package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.List;

/**
 * Facts of one machine or one start, which say nothing about other starts. A class whose
 * initializer reads one is {@code RUN_TIME}, unless the user makes the fact a guard with {@code
 * --guard}: then the observing JVMs see its real value, and every start compares.
 *
 * <p>Environment variables have names of their own: {@value #VARIABLE} and the name.
 */
public enum MachineFact {
  /** {@code Runtime.availableProcessors}. */
  PROCESSORS("processors"),
  /** {@code Runtime.maxMemory}. */
  MAX_MEMORY("max-memory"),
  /** {@code InetAddress.getLocalHost}. */
  HOST("host"),
  /** The default locale. */
  LOCALE("locale", "user.language", "user.country", "user.variant", "user.script"),
  /** The default time zone. */
  TIME_ZONE("timezone", "user.timezone"),
  /** The directory of the user. */
  USER_HOME("user.home", "user.home"),
  /** The name of the user. */
  USER_NAME("user.name", "user.name"),
  /** The working directory. */
  USER_DIR("user.dir", "user.dir"),
  /** The directory of temporary files. */
  TEMPORARY("java.io.tmpdir", "java.io.tmpdir"),
  /** Where the JDK is. */
  JAVA_HOME("java.home", "java.home"),
  /** Where native libraries are looked for. */
  LIBRARY_PATH("java.library.path", "java.library.path"),
  /** The release of the operating system. */
  OS_VERSION("os.version", "os.version"),
  /** Whether there is a display. */
  HEADLESS("java.awt.headless", "java.awt.headless");

  /** Begins the name of a fact that is an environment variable. */
  public static final String VARIABLE = "env:";

  private final String fact;
  private final List<String> properties;

  MachineFact(String fact, String... properties) {
    this.fact = fact;
    this.properties = List.of(properties);
  }

  /** Its name for {@code --guard}. */
  public String fact() {
    return fact;
  }

  /** The fact that decides a system property, or null. */
  public static MachineFact ofProperty(String property) {
    for (MachineFact fact : values()) {
      if (fact.properties.contains(property)) {
        return fact;
      }
    }
    return null;
  }

  /** Whether {@code --guard} understands the name. */
  public static boolean isKnown(String name) {
    if (name.startsWith(VARIABLE)) {
      return name.length() > VARIABLE.length() && name.indexOf('=') < 0;
    }
    for (MachineFact fact : values()) {
      if (fact.fact.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** What {@code --guard} understands, for messages. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (MachineFact fact : values()) {
      names.add(fact.fact);
    }
    names.add(VARIABLE + "NAME");
    return names;
  }
}
