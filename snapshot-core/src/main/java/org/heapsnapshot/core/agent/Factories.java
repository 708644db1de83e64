package org.heapsnapshot.core.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The factories of the JDK in {@code factories.conf}, whose calls are recorded. Immutable. */
final class Factories {
  private final Map<String, List<Factory>> byName = new HashMap<>();
  private final Set<String> boundaries = new HashSet<>();

  private Factories() {}

  /**
   * A factory.
   *
   * @param how {@code static} or {@code instance}
   * @param fixed whether nothing changes what it answers
   * @param owner binary name
   */
  record Factory(String how, boolean fixed, String owner, String name) {
    boolean isStatic() {
      return how.equals("static");
    }
  }

  /** What calendars and date formats ask for when they are made. */
  static final List<Factory> DEFAULT_ZONE =
      List.of(new Factory("static", true, "java.util.TimeZone", "getDefault"));

  static Factories load() {
    Factories factories = new Factories();
    try (InputStream in = Factories.class.getResourceAsStream("factories.conf");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        line = line.trim();
        if (!line.isEmpty() && !line.startsWith("#")) {
          factories.add(line.split("\\s+"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return factories;
  }

  private void add(String[] words) {
    for (int i = 3; i < words.length; i++) {
      boundaries.add(words[2] + "." + words[i]);
      if (!words[0].equals("new")) {
        byName
            .computeIfAbsent(words[i], name -> new ArrayList<>())
            .add(new Factory(words[0], words[1].equals("fixed"), words[2], words[i]));
      }
    }
  }

  /** All that may be called at a site; instance methods are found under any owner. */
  List<Factory> at(boolean isStatic, String ownerInternalName, String name) {
    List<Factory> found = new ArrayList<>();
    for (Factory factory : byName.getOrDefault(name, List.of())) {
      if (factory.isStatic() == isStatic
          && (!isStatic || factory.owner().replace('.', '/').equals(ownerInternalName))) {
        found.add(factory);
      }
    }
    return found;
  }

  /** Whether a method of that name is a factory of some class. */
  boolean hasName(String name) {
    return byName.containsKey(name);
  }

  /** The factories as {@code class.method}: what they do is not done by their callers. */
  Set<String> boundaries() {
    return boundaries;
  }
}
