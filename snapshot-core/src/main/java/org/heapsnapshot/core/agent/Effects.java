package org.heapsnapshot.core.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table {@code effects.conf}: which JDK methods tell the recorder that they were entered.
 * Immutable.
 */
final class Effects {
  private static final String ANY = "*";

  /** In the place of an argument: receiver and all arguments, when a public method returns. */
  static final int ALL = -2;

  /**
   * One line of the table.
   *
   * @param owner internal name
   * @param descriptor a method descriptor or {@code *}
   * @param argument local variable handed on, -1 for none, or {@link #ALL}
   * @param callSite whether call sites in program code are instrumented, not the method
   */
  record Effect(
      int index,
      EffectCategory category,
      String owner,
      String method,
      String descriptor,
      int argument,
      boolean callSite) {

    boolean matches(String name, String methodDescriptor) {
      return method.equals(name) && (descriptor.equals(ANY) || descriptor.equals(methodDescriptor));
    }

    /** Whether it is told when the method has returned, with all arguments. */
    boolean atExit() {
      return argument == ALL;
    }

    /** Such as {@code java.lang.Thread.start}. */
    String display() {
      return owner.replace('/', '.') + "." + method;
    }
  }

  private final List<Effect> all;
  private final Map<String, List<Effect>> entries = new HashMap<>();
  private final Map<String, List<Effect>> callSites = new HashMap<>();

  private Effects(List<Effect> all) {
    this.all = Collections.unmodifiableList(all);
    for (Effect effect : all) {
      Map<String, List<Effect>> map = effect.callSite() ? callSites : entries;
      List<Effect> list = map.get(effect.owner());
      if (list == null) {
        list = new ArrayList<>();
        map.put(effect.owner(), list);
      }
      list.add(effect);
    }
  }

  /** The empty table. */
  static Effects none() {
    return new Effects(new ArrayList<>());
  }

  /** Reads the table from the agent's own resources. */
  static Effects load() {
    try (InputStream in = Effects.class.getResourceAsStream("effects.conf");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<Effect> effects = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          effects.add(parse(effects.size(), line.trim().split("\\s+")));
        }
      }
      return new Effects(effects);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Effect parse(int index, String[] words) {
    if (words.length != 5) {
      throw new IllegalStateException("effects.conf, entry " + index + ": five words expected");
    }
    boolean callSite = words[1].startsWith("call:");
    String owner = (callSite ? words[1].substring(5) : words[1]).replace('.', '/');
    int argument =
        switch (words[4]) {
          case "-" -> -1;
          case "all" -> ALL;
          default -> Integer.parseInt(words[4]);
        };
    EffectCategory category = EffectCategory.valueOf(words[0]);
    if (argument == ALL && words[3].equals(ANY)) {
      throw new IllegalStateException("effects.conf, entry " + index + ": which method?");
    }
    return new Effect(index, category, owner, words[2], words[3], argument, callSite);
  }

  /** Every line, in the order of the table. */
  List<Effect> all() {
    return all;
  }

  Effect get(int index) {
    return all.get(index);
  }

  /** Internal names of the JDK classes whose methods are instrumented. */
  Set<String> owners() {
    return new HashSet<>(entries.keySet());
  }

  /** The entry for a method of an instrumented class, or null. */
  Effect atEntry(String owner, String method, String descriptor) {
    return find(entries, owner, method, descriptor);
  }

  /** The entry for native methods of the program, or null. */
  Effect ofNativeMethods() {
    for (Effect effect : all) {
      if (effect.category() == EffectCategory.NATIVE_CALL) {
        return effect;
      }
    }
    return null;
  }

  /** What makes objects of which a part belongs to the process, as {@code class.method}. */
  Set<String> makers() {
    Set<String> makers = new HashSet<>();
    for (Effect effect : all) {
      if (effect.category() == EffectCategory.MAKES) {
        makers.add(effect.display());
      }
    }
    return makers;
  }

  /** The entry for a call in program code, or null. */
  Effect atCall(String owner, String method, String descriptor) {
    return find(callSites, owner, method, descriptor);
  }

  private static Effect find(
      Map<String, List<Effect>> map, String owner, String method, String descriptor) {
    List<Effect> list = map.get(owner);
    if (list != null) {
      for (Effect effect : list) {
        if (effect.matches(method, descriptor)) {
          return effect;
        }
      }
    }
    return null;
  }
}
