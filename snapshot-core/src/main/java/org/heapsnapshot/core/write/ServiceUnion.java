package org.heapsnapshot.core.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPathResource;

/** Merges provider-configuration files: every provider once, in the order in which it was met. */
final class ServiceUnion {
  private ServiceUnion() {}

  /**
   * The union of several files.
   *
   * @return its bytes, or null when one of the files is no provider-configuration file (some
   *     libraries keep properties in {@code META-INF/services})
   */
  static byte[] of(ClassFiles files, List<ClassPathResource> all) throws IOException {
    Set<String> providers = new LinkedHashSet<>();
    for (ClassPathResource file : all) {
      String text = new String(files.read(file), StandardCharsets.UTF_8);
      for (String line : text.split("\r\n|\r|\n")) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).trim();
        if (name.startsWith("\uFEFF") || !isBinaryName(name)) {
          return null;
        }
        if (!name.isEmpty()) {
          providers.add(name);
        }
      }
    }
    StringBuilder union = new StringBuilder();
    providers.forEach(name -> union.append(name).append('\n'));
    return union.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isBinaryName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
