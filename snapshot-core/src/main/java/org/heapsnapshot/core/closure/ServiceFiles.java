package org.heapsnapshot.core.closure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPathResource;

/** The provider-configuration files of the class path, as {@code ServiceLoader} specifies them. */
final class ServiceFiles {
  private static final String DIRECTORY = "META-INF/services/";

  private ServiceFiles() {}

  /** Every provider, waiting for its service. Files that cannot be read name none. */
  static List<Registration> read(ClassFiles files) {
    List<Registration> providers = new ArrayList<>();
    for (ClassPathResource first : files.resources()) {
      String name = first.name();
      if (!name.startsWith(DIRECTORY) || name.indexOf('/', DIRECTORY.length()) >= 0) {
        continue;
      }
      String service = name.substring(DIRECTORY.length());
      for (ClassPathResource file : files.findAll(name)) {
        String in = files.entries().get(file.entry()).path().getFileName() + "!/" + name;
        for (String provider : providers(files, file)) {
          providers.add(
              new Registration(provider, service, "service provider of " + service + " in " + in));
        }
      }
    }
    return providers;
  }

  private static List<String> providers(ClassFiles files, ClassPathResource file) {
    try {
      List<String> names = new ArrayList<>();
      for (String line : new String(files.read(file), StandardCharsets.UTF_8).split("\r\n|\r|\n")) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).trim();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      return names;
    } catch (IOException e) {
      return List.of();
    }
  }
}
