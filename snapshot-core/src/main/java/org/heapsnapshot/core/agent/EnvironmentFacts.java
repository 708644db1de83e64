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

  private EnvironmentFacts() {}

  /** Whether a build's value of the property says nothing about a start. */
  static boolean isMachineFact(String property) {
    return OF_ONE_START.contains(property) || MachineFact.ofProperty(property) != null;
  }
}
