package org.heapsnapshot.core.agent;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The jars that only observing JVMs have on the class path: behind the program those of extensions,
 * and then that of the agent.
 */
final class ToolJars {
  private static final List<String> PREFIXES = prefixes();

  private ToolJars() {}

  private static List<String> prefixes() {
    List<String> prefixes = new ArrayList<>();
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    try {
      for (int i = 1; i < entries.length; i++) {
        prefixes.add("jar:" + new File(entries[i]).toURI().toURL() + "!/");
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
    prefixes.add("jar:" + Agent.class.getProtectionDomain().getCodeSource().getLocation() + "!/");
    return prefixes;
  }

  /** Whether a resource is in one of them. */
  static boolean hold(URL resource) {
    String url = resource.toString();
    return PREFIXES.stream().anyMatch(url::startsWith);
  }

  /** Whether one of them has a resource of that name. */
  static boolean have(String name) {
    try {
      return Collections.list(ClassLoader.getSystemResources(name)).stream()
          .anyMatch(ToolJars::hold);
    } catch (IOException e) {
      return false; // Nobody found one.
    }
  }
}
