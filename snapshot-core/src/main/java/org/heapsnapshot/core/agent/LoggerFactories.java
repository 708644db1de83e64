package org.heapsnapshot.core.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code loggers.conf}: calls by which programs get their loggers. Immutable. */
final class LoggerFactories {
  private static final Map<String, String> PARAMETERS =
      Map.of("Class", "Ljava/lang/Class;", "String", "Ljava/lang/String;", "", "");

  /**
   * A line of the table.
   *
   * @param owner internal name
   * @param parameters their descriptors, in parentheses
   * @param ofCaller whether the answer depends on the calling class
   */
  record Factory(String owner, String method, String parameters, boolean ofCaller) {}

  private final Map<String, List<Factory>> byOwner = new HashMap<>();
  private final List<String> systems = new ArrayList<>();

  private LoggerFactories() {}

  /** Reads the table from the agent's own resources. */
  static LoggerFactories load() {
    try (InputStream in = LoggerFactories.class.getResourceAsStream("loggers.conf");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      LoggerFactories factories = new LoggerFactories();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          factories.add(line.trim().split("\\s+"), line);
        }
      }
      return factories;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String[] words, String line) {
    if (words.length == 2 && words[0].equals("system")) {
      systems.add(words[1].replace('.', '/') + "/");
    } else if (words.length >= 4 && words.length <= 5 && words[0].equals("factory")) {
      String owner = words[1].replace('.', '/');
      boolean ofCaller = words.length == 5 && words[4].equals("caller");
      List<Factory> list = byOwner.get(owner);
      if (list == null) {
        list = new ArrayList<>();
        byOwner.put(owner, list);
      }
      list.add(new Factory(owner, words[2], parameters(words[3], line), ofCaller));
    } else {
      throw new IllegalStateException("loggers.conf: not understood: " + line);
    }
  }

  private static String parameters(String text, String line) {
    StringBuilder descriptors = new StringBuilder("(");
    String[] names = text.substring(1, text.length() - 1).split(",");
    for (String name : names) {
      String descriptor = PARAMETERS.get(name);
      if (descriptor == null || names.length > 2) {
        throw new IllegalStateException("loggers.conf: not understood: " + line);
      }
      descriptors.append(descriptor);
    }
    return descriptors.append(')').toString();
  }

  /** The line for a static call, or null. */
  Factory find(String owner, String method, String descriptor) {
    for (Map.Entry<String, List<Factory>> e : byOwner.entrySet()) {
      if (isOrEndsWith(owner, e.getKey())) {
        for (Factory factory : e.getValue()) {
          if (factory.method().equals(method) && descriptor.startsWith(factory.parameters())) {
            return factory;
          }
        }
      }
    }
    return null;
  }

  private static boolean isOrEndsWith(String name, String suffix) {
    return name.endsWith(suffix)
        && (name.length() == suffix.length()
            || name.charAt(name.length() - suffix.length() - 1) == '/');
  }

  /** Whether a class (internal name) belongs to a logging system. */
  boolean isOfLoggingSystem(String name) {
    for (String system : systems) {
      if (name.startsWith(system) || name.contains("/" + system)) {
        return true;
      }
    }
    return false;
  }
}
