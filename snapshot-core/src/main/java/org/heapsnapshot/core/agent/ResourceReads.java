package org.heapsnapshot.core.agent;

import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.observe.LookUps;

/**
 * What initializers look for on the class path. What is behind an image there adds to what is in
 * it: who looks for the first resource of a name finds another only where there was none.
 *
 * <p>Thread-safety: safe for several threads. No lambdas, as in {@link ObserveSink}.
 */
final class ResourceReads {
  private final Map<String, String> counted = new LinkedHashMap<>();
  private final Map<String, String> asked = new LinkedHashMap<>();
  private final Set<String> ofBundles = new HashSet<>();
  private final Map<String, String> bundleReads = new LinkedHashMap<>();

  /**
   * A resource, all resources of a name, or a class, which was not found, were looked for.
   *
   * @param forBundle whether to obtain a resource bundle
   */
  synchronized void lookedFor(EffectCategory what, String name, boolean forBundle, String reader) {
    if (name == null || what == EffectCategory.NO_CLASS && !isClassName(name)) {
      return;
    }
    String resource = what == EffectCategory.NO_CLASS ? name.replace('.', '/') + ".class" : name;
    (what == EffectCategory.RESOURCES ? counted : asked).putIfAbsent(resource, reader);
    if (forBundle) {
      ofBundles.add(resource);
    }
  }

  /** A program makes such exceptions with any message. */
  private static boolean isClassName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != '.' && !Character.isJavaIdentifierPart(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Something of a resource bundle was read; {@code name} may be null. */
  synchronized void bundleRead(String name, String reader) {
    if (name != null) {
      bundleReads.putIfAbsent(name.replace('.', '/'), reader);
    }
  }

  /** The names of which all resources were asked for, each with who did. */
  synchronized Map<String, String> counted() {
    return new LinkedHashMap<>(counted);
  }

  /** The names that are nowhere, each with who asked for one; those counted left out. */
  synchronized Map<String, String> absent(ClassLoader loader) {
    Map<String, String> absent = new LinkedHashMap<>();
    for (Map.Entry<String, String> e : asked.entrySet()) {
      if (!counted.containsKey(e.getKey()) && loader.getResource(e.getKey()) == null) {
        absent.put(e.getKey(), e.getValue());
      }
    }
    return absent;
  }

  /** Names of which a jar of this tool has one, each with who found it: at build alone. */
  synchronized Map<String, String> foreign(ClassLoader loader) {
    Map<String, String> foreign = new LinkedHashMap<>();
    for (Map.Entry<String, String> e : counted.entrySet()) {
      if (ToolJars.have(e.getKey())) {
        foreign.put(e.getKey(), e.getValue());
      }
    }
    for (Map.Entry<String, String> e : asked.entrySet()) {
      URL found = loader.getResource(e.getKey());
      if (found != null && ToolJars.hold(found)) {
        foreign.put(e.getKey(), e.getValue());
      }
    }
    return foreign;
  }

  /** All of it but what the JDK has. */
  synchronized LookUps all(ClassLoader loader) {
    Map<String, String> names = new LinkedHashMap<>(asked);
    names.putAll(counted);
    for (String name : new ArrayList<>(names.keySet())) {
      URL found = loader.getResource(name);
      if (found != null && found.getProtocol().equals("jrt")) {
        names.remove(name);
      }
    }
    Map<String, String> forBundles = new LinkedHashMap<>(names);
    forBundles.keySet().retainAll(ofBundles);
    names.keySet().removeAll(ofBundles);
    return new LookUps(names, new ArrayList<>(forBundles.keySet()), bundleReads);
  }
}
