package org.heapsnapshot.core.agent;

import java.util.List;
import java.util.Set;
import org.heapsnapshot.core.observe.MachineFact;

/** Which system properties are facts of one machine or one start, not of the program. */
final class EnvironmentFacts {
  /** Not even the user can make guards of these: they differ in every start. */
  private static final Set<String> OF_ONE_START =
      Set.of(
          "java.class.path",
          "stderr.encoding",
          "stdout.encoding",
          "sun.java.command",
          "sun.boot.library.path",
          "jdk.debug",
          "snapshot",
          "snapshot.status",
          "java.vm.info");

  /** Properties of the JDK that say the same on every start of one installation. */
  static final List<String> STABLE =
      List.of(
          "file.encoding",
          "file.separator",
          "java.specification.version",
          "java.vendor",
          "java.version",
          "line.separator",
          "os.arch",
          "os.name",
          "path.separator");

  /**
   * How the names of the properties begin by which users choose what the JDK answers a program:
   * factories of XML, handlers of protocols, pools. Not of those that the JDK keeps for itself
   * ({@code sun.}, {@code jdk.}), of which it reads dozens to make one parser.
   */
  private static final String[] CONFIGURING = {
    "javax.",
    "java.content.",
    "java.net.",
    "java.protocol.",
    "java.rmi.",
    "java.text.",
    "java.util.",
    "org.w3c.",
    "org.xml."
  };

  private EnvironmentFacts() {}

  /** Whether a read of the property by the JDK, on behalf of a program, is the program's. */
  static boolean configuresJdk(String property) {
    if (property == null || isMachineFact(property)) {
      return false;
    }
    for (String prefix : CONFIGURING) {
      if (property.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a build's value of the property says nothing about a start. */
  static boolean isMachineFact(String property) {
    return OF_ONE_START.contains(property) || MachineFact.ofProperty(property) != null;
  }
}
