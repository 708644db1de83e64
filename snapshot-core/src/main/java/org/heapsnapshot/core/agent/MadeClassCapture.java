package org.heapsnapshot.core.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.core.observe.Conviction;

/**
 * Says, when all initializers ran, which of the classes that they made can be kept in an image, and
 * who finds them defined. Used once, from one thread.
 */
final class MadeClassCapture {
  private final ClassLoader program;
  private final Map<String, Class<?>> classes = new HashMap<>();
  private final Map<String, MadeClasses.Made> kept = new LinkedHashMap<>();
  private final Map<String, Class<?>> hosts = new HashMap<>();
  private final List<Conviction> convictions = new ArrayList<>();

  /**
   * @param program the application loader
   * @param loaded every class of this JVM
   */
  MadeClassCapture(ClassLoader program, Collection<Class<?>> loaded) {
    this.program = program;
    for (Class<?> c : loaded) {
      if (c.getClassLoader() == program && !c.isArray() && !c.isHidden()) {
        classes.put(c.getName(), c);
      }
    }
  }

  /** Sorts out what cannot be kept. */
  void sort(List<MadeClasses.Made> made) {
    for (MadeClasses.Made one : made) {
      boolean failed = one.loader() == program && !classes.containsKey(one.name());
      String problem = failed ? null : problem(one);
      if (problem != null) {
        convictions.add(
            new Conviction(
                one.by(),
                "EFFECT",
                "its initializer defines a class: " + one.name() + ", " + problem,
                one.evidence(),
                "",
                ""));
      } else if (!failed) {
        kept.put(one.name(), one);
        hosts.put(one.name(), host(one));
      }
    }
  }

  /** Why a class cannot be kept, or null when it can. */
  private String problem(MadeClasses.Made one) {
    if (one.loader() != program) {
      return "in a class loader other than that of the program";
    }
    if (kept.containsKey(one.name())) {
      return "which was defined before";
    }
    if (program.getResource(one.name().replace('.', '/') + ".class") != null) {
      return "which the class path has, too";
    }
    return host(one) == null
        ? "in a package or protection domain in which no class of the program is"
        : null;
  }

  /** A class in whose place it can be defined, if possible one that is there anyway. */
  private Class<?> host(MadeClasses.Made one) {
    List<Class<?>> candidates = new ArrayList<>();
    for (Class<?> c : classes.values()) {
      if (c.getPackageName().equals(packageOf(one.name()))
          && c.getProtectionDomain() == one.domain()
          && program.getResource(c.getName().replace('.', '/') + ".class") != null) {
        candidates.add(c);
      }
    }
    candidates.sort(
        Comparator.comparing((Class<?> c) -> !one.stack().contains(c.getName()))
            .thenComparing(Class::getName));
    return candidates.isEmpty() ? null : candidates.get(0);
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** One for each class that cannot be kept. */
  List<Conviction> convictions() {
    return convictions;
  }

  /** The classes that are kept. */
  Set<Class<?>> classes() {
    Set<Class<?>> result = new LinkedHashSet<>();
    kept.keySet().forEach(name -> result.add(classes.get(name)));
    return result;
  }

  /** Whether a class of the program comes from nowhere that we know. */
  boolean isUnknown(Class<?> c) {
    return c.getClassLoader() == program
        && !c.isHidden()
        && !kept.containsKey(c.getName())
        && program.getResource(c.getName().replace('.', '/') + ".class") == null;
  }

  /** Binary names of the classes whose initializers made one, or used or ran one that did. */
  List<String> definers(LateTrace trace, List<Class<?>> owners) {
    Set<String> all = new LinkedHashSet<>();
    kept.values().forEach(one -> all.addAll(definers(one, trace, owners)));
    return new ArrayList<>(all);
  }

  private static Set<String> definers(
      MadeClasses.Made one, LateTrace trace, List<Class<?>> owners) {
    Set<String> definers = new LinkedHashSet<>(one.stack());
    definers.removeIf(Initializers::isPreload);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Class<?> owner : owners) {
        for (Object step : trace.steps(owner.getName())) {
          if (step instanceof String used && definers.contains(used)) {
            changed |= definers.add(owner.getName());
          }
        }
      }
    }
    return definers;
  }

  /** The product. */
  List<CapturedMade> captured(HeapWalker walker, LateTrace trace, List<Class<?>> owners) {
    Map<String, Class<?>> byName = new HashMap<>();
    owners.forEach(c -> byName.put(c.getName(), c));
    List<MadeClasses.Made> all = new ArrayList<>(kept.values());
    List<CapturedMade> result = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      MadeClasses.Made one = all.get(i);
      int[] definers =
          definers(one, trace, owners).stream()
              .filter(byName::containsKey)
              .mapToInt(name -> walker.classIndex(byName.get(name)))
              .sorted()
              .toArray();
      result.add(
          new CapturedMade(
              walker.classIndex(classes.get(one.name())),
              walker.classIndex(hosts.get(one.name())),
              one.file(),
              needs(all, i),
              one.by(),
              definers,
              Initializers.isPreload(one.stack().get(0))));
    }
    return result;
  }

  /** What a class names, directly or not. A name that it only seems to have does no harm. */
  private static int[] needs(List<MadeClasses.Made> all, int first) {
    BitSet needs = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(first));
    needs.set(first);
    while (!open.isEmpty()) {
      String file =
          new String(all.get(open.remove(open.size() - 1)).file(), StandardCharsets.ISO_8859_1);
      for (int i = 0; i < all.size(); i++) {
        if (!needs.get(i) && names(file, all.get(i).name())) {
          needs.set(i);
          open.add(i);
        }
      }
    }
    return needs.stream().toArray();
  }

  private static boolean names(String file, String name) {
    String text = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return file.contains(text.replace('.', '/')) || file.contains(text);
  }
}
