package org.heapsnapshot.core.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The allow-list {@code jdk-types.conf}: JDK classes whose objects are copied. Immutable. */
final class JdkTypes {
  private final Set<String> exact = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();

  private JdkTypes() {}

  static JdkTypes load() {
    JdkTypes types = new JdkTypes();
    try (InputStream in = JdkTypes.class.getResourceAsStream("jdk-types.conf");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        line = line.trim();
        if (line.endsWith("*")) {
          types.prefixes.add(line.substring(0, line.length() - 1));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          types.exact.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }

  boolean allows(String binaryName) {
    if (exact.contains(binaryName)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (binaryName.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
