package org.heapsnapshot.core.agent;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.MachineFact;
import org.heapsnapshot.core.observe.MachineVariables;
import org.heapsnapshot.runtime.format.GuardKind;

/**
 * The facts of the environment that initializers read: those that are stable in practice, or that
 * the user accepts, become guards.
 *
 * <p>Thread-safety: safe for several threads. No lambdas, as in {@link ObserveSink}.
 */
final class FactReads {
  private final Set<String> guarded;
  private final Map<String, Guard> guards = new LinkedHashMap<>();
  private final ResourceReads lookUps = new ResourceReads();
  private Initializers extensions;

  /**
   * @param guarded names of facts that the user allows to be guards
   */
  FactReads(List<String> guarded) {
    this.guarded = new HashSet<>(guarded);
    String user = "--guard";
    if (this.guarded.contains(MachineFact.LOCALE.fact())) {
      // Nobody sees who reads it, so it counts for all.
      add("\0locale", GuardKind.LOCALE, "locale", Locale.getDefault().toLanguageTag(), user);
    }
    if (this.guarded.contains(MachineFact.TIME_ZONE.fact())) {
      add("\0timezone", GuardKind.TIME_ZONE, "timezone", TimeZone.getDefault().getID(), user);
    }
  }

  synchronized List<Guard> guards() {
    return new ArrayList<>(guards.values());
  }

  private synchronized void add(String key, int kind, String name, String value, String reader) {
    guards.putIfAbsent(key, new Guard(kind, name, value, reader));
  }

  /** The image holds offsets of fields, or numbers made of them. */
  void layout(String reader) {
    add("\0layout", GuardKind.LAYOUT, "layout", GuardKind.BUILD, reader);
  }

  /** What was looked for on the class path. */
  ResourceReads lookUps() {
    return lookUps;
  }

  /**
   * All that was looked for is a guard as far as it may be found at a start and was not at build.
   */
  synchronized void resources(ClassLoader loader) {
    for (Map.Entry<String, String> e : lookUps.counted().entrySet()) {
      String count = GuardKind.resources(e.getKey(), loader);
      add("\0resources " + e.getKey(), GuardKind.RESOURCES, e.getKey(), count, e.getValue());
    }
    for (Map.Entry<String, String> e : lookUps.absent(loader).entrySet()) {
      add("\0resource " + e.getKey(), GuardKind.RESOURCE, e.getKey(), null, e.getValue());
    }
  }

  /** What every start of a main class does first was done. */
  void main(String mainClass, String preload) {
    add("\0main", GuardKind.MAIN, "main", mainClass, preload);
  }

  void charset(String reader) {
    add("\0charset", GuardKind.CHARSET, "charset", Charset.defaultCharset().name(), reader);
  }

  /** Says what extensions know of those who read all properties. */
  void ask(Initializers extensions) {
    this.extensions = extensions;
  }

  /**
   * How the names of the properties begin at which a class looks that asks for all; or null.
   *
   * @param caller binary name of the class, null when it is not of the program
   */
  String prefixOf(String caller) {
    return caller == null ? null : extensions.propertiesOf(caller);
  }

  /**
   * Which properties there are, and what the stable ones of the JDK say.
   *
   * @param prefix how the names begin of those at which the reader looks, or null
   */
  void allProperties(String prefix, String reader) {
    if (prefix != null) {
      String names = GuardKind.propertyNamesWith(prefix);
      add("\0properties " + prefix, GuardKind.PROPERTY_PREFIX, prefix, names, reader);
      properties(names == null ? "" : names, reader);
      return;
    }
    String names = GuardKind.propertyNames();
    add("\0properties", GuardKind.PROPERTIES, "properties", names, reader);
    properties(names, reader);
    for (String name : EnvironmentFacts.STABLE) {
      property(name, reader);
    }
  }

  private void properties(String names, String reader) {
    for (String name : names.split("\n")) {
      if (!name.isEmpty()) {
        property(name, reader);
      }
    }
  }

  /**
   * A system property was read.
   *
   * @return null when it is a guard now; else the option that would make it one, empty when none
   *     does
   */
  String property(String name, String reader) {
    if (EnvironmentFacts.isMachineFact(name)) {
      MachineFact fact = MachineFact.ofProperty(name);
      if (fact == null) {
        return "";
      }
      if (!guarded.contains(fact.fact())) {
        return option(fact.fact());
      }
    }
    add(name, GuardKind.PROPERTY, name, System.getProperty(name), reader);
    return null;
  }

  /**
   * An environment variable was read.
   *
   * @return as {@link #property}
   */
  String variable(String name, String reader) {
    String fact = MachineFact.VARIABLE + name;
    String value = System.getenv(name);
    boolean absent = value == null && !MachineVariables.isMachineVariable(name);
    if (!absent && !guarded.contains(fact)) {
      return option(fact);
    }
    add(fact, GuardKind.ENVIRONMENT, name, value, reader);
    return null;
  }

  /**
   * A method was called that answers with a fact of the machine.
   *
   * @param method such as {@code java.lang.Runtime.maxMemory}
   * @return as {@link #property}
   */
  String machine(String method, String reader) {
    switch (method) {
      case "java.lang.Runtime.availableProcessors":
        String processors = Integer.toString(Runtime.getRuntime().availableProcessors());
        return machine(MachineFact.PROCESSORS, GuardKind.PROCESSORS, processors, reader);
      case "java.lang.Runtime.maxMemory":
        String bytes = Long.toString(Runtime.getRuntime().maxMemory());
        return machine(MachineFact.MAX_MEMORY, GuardKind.MAX_MEMORY, bytes, reader);
      case "java.net.InetAddress.getLocalHost":
        String host = guarded.contains(MachineFact.HOST.fact()) ? GuardKind.host() : null;
        return machine(MachineFact.HOST, GuardKind.HOST, host, reader);
      default:
        return "";
    }
  }

  private String machine(MachineFact fact, int kind, String value, String reader) {
    if (!guarded.contains(fact.fact())) {
      return option(fact.fact());
    }
    add("\0" + fact.fact(), kind, fact.fact(), value, reader);
    return null;
  }

  private static String option(String fact) {
    return "--guard " + fact;
  }
}
