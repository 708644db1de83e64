package org.heapsnapshot.core.agent;

import java.util.List;
import java.util.Set;

/** Which system properties are facts of one machine or one start, not of the program. */
final class EnvironmentFacts {
  private static final Set<String> MACHINE =
      Set.of(
          "user.dir",
          "user.home",
          "user.name",
          "java.io.tmpdir",
          "java.class.path",
          "java.library.path",
          "java.home",
          "java.ext.dirs",
          "os.version",
          "stderr.encoding",
          "stdout.encoding",
          "sun.java.command",
          "sun.boot.library.path",
          "jdk.debug",
          "snapshot",
          "snapshot.status",
          "java.vm.info",
          "java.awt.headless",
          "user.language",
          "user.country",
          "user.timezone",
          "user.variant",
          "user.script");

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
    return MACHINE.contains(property);
  }
}
