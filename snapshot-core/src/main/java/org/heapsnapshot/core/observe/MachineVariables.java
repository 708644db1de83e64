package org.heapsnapshot.core.observe;

import java.util.Set;

/** Environment variables that most machines set, each to something else. */
public final class MachineVariables {
  /** Set to tokens in observing JVMs. */
  static final Set<String> DECOYS =
      Set.of(
          "COLUMNS",
          "COMPUTERNAME",
          "EDITOR",
          "HOME",
          "HOSTNAME",
          "JAVA_HOME",
          "LINES",
          "LOGNAME",
          "MAIL",
          "OLDPWD",
          "PAGER",
          "PATH",
          "PWD",
          "SHELL",
          "TEMP",
          "TERM",
          "TMP",
          "TMPDIR",
          "USER",
          "USERNAME",
          "USERPROFILE");

  /** The JVM or its libraries act on them, so they are no place for a token. */
  private static final Set<String> OF_THE_JVM =
      Set.of(
          "CLASSPATH",
          "DISPLAY",
          "JAVA_OPTIONS",
          "JAVA_TOOL_OPTIONS",
          "JDK_AOT_VM_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "LANG",
          "LANGUAGE",
          "TZ",
          "WAYLAND_DISPLAY",
          "_JAVA_OPTIONS",
          "_JPI_VM_OPTIONS");

  private static final Set<String> OF_THE_LIBRARIES = Set.of("LC_", "LD_", "DYLD_", "MALLOC_");

  private MachineVariables() {}

  /** Whether a variable says nothing about other starts even where it is not set. */
  public static boolean isMachineVariable(String name) {
    return DECOYS.contains(name) || !canBeToken(name) || name.startsWith("XDG_");
  }

  /** Whether it can be given any text without changing the JVM. */
  static boolean canBeToken(String name) {
    return !OF_THE_JVM.contains(name) && OF_THE_LIBRARIES.stream().noneMatch(name::startsWith);
  }
}
