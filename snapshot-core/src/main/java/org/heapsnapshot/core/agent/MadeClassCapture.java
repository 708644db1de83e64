package org.heapsnapshot.core.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedMade;
import org.heapsnapshot.core.capture.HeapWalker;
import org.heapsnapshot.core.capture.ProgramLoaders;
import org.heapsnapshot.core.observe.Conviction;

/**
 * Says, when all initializers ran, which of the classes that they made can be kept in an image, and
 * who finds them defined. Used once, from one thread.
 */
final class MadeClassCapture {
  private final ClassLoader program;
  private final ProgramLoaders loaders;

  /** Those of the application loader. */
  private final Map<String, Class<?>> classes = new HashMap<>();

  /** Those of the loaders of the program but for hidden ones, which the heap refuses. */
  private final Map<ClassLoader, List<Class<?>>> loaded = new IdentityHashMap<>();

  /** What initializers made in loaders other than that of the program. */
  private final Map<ClassLoader, Set<String>> elsewhere = new IdentityHashMap<>();

  private final Map<String, MadeClasses.Made> kept = new LinkedHashMap<>();
  private final Map<String, Class<?>> keptClasses = new LinkedHashMap<>();
  private final Map<String, Class<?>> hosts = new HashMap<>();
  private final List<Conviction> convictions = new ArrayList<>();

  /**
   * @param program the application loader
   * @param loaded every class of this JVM
   */
  MadeClassCapture(ClassLoader program, Collection<Class<?>> loaded) {
    this.program = program;
    for (Class<?> c : loaded) {
      ClassLoader loader = c.getClassLoader();
      if (loader == program && !c.isArray() && !c.isHidden()) {
        classes.put(c.getName(), c);
      } else if (loader != null && loader != program && !c.isHidden()) {
        this.loaded.computeIfAbsent(loader, k -> new ArrayList<>()).add(c);
      }
    }
    loaders = new ProgramLoaders(program, this::problemOfClasses);
  }

  /** Which class loaders of the program can be kept; to be asked after {@link #sort}. */
  ProgramLoaders loaders() {
    return loaders;
  }

  /** Nobody would define at a start what no initializer was seen to define. */
  private String problemOfClasses(ClassLoader loader) {
    if (kept.containsKey(loader.getClass().getName())) {
      return "its class was made by the program";
    }
    List<Class<?>> all = loaded.getOrDefault(loader, List.of());
    for (Class<?> c : all) {
      if (!elsewhere.getOrDefault(loader, Set.of()).contains(c.getName())) {
        return "it has the class " + c.getName() + ", which no initializer was seen to define";
      }
      if (c.getSigners() != null) {
        return "it has the class " + c.getName() + ", whose signers were set";
      }
    }
    return ProgramLoaders.hasPackagesOf(loader, all)
        ? null
        : "its packages are not those that ClassLoader.defineClass makes";
  }

  private Class<?> find(MadeClasses.Made one) {
    if (one.loader() == program) {
      return classes.get(one.name());
    }
    for (Class<?> c : loaded.getOrDefault(one.loader(), List.of())) {
      if (c.getName().equals(one.name())) {
        return c;
      }
    }
    return null;
  }

  /** Sorts out what cannot be kept. */
  void sort(List<MadeClasses.Made> made) {
    for (MadeClasses.Made one : made) {
      if (one.loader() != program) {
        elsewhere.computeIfAbsent(one.loader(), k -> new HashSet<>()).add(one.name());
      }
    }
    for (MadeClasses.Made one : made) {
      boolean failed = find(one) == null;
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
        keptClasses.put(one.name(), find(one));
        hosts.put(one.name(), host(one));
      }
    }
  }

  /** Why a class cannot be kept, or null when it can. */
  private String problem(MadeClasses.Made one) {
    String ofLoader = one.loader() == program ? null : ofLoader(one.loader());
    if (ofLoader != null) {
      return ofLoader;
    }
    if (kept.containsKey(one.name())) {
      return "which was defined before";
    }
    if (program.getResource(one.name().replace('.', '/') + ".class") != null) {
      return "which the class path has, too";
    }
    if (hasOwnDomain(one) || host(one) != null) {
      return null;
    }
    return one.loader() == program
        ? "in a package or protection domain in which no class of the program is"
        : "in a protection domain that is neither of its loader nor of a class of the program";
  }

  private String ofLoader(ClassLoader loader) {
    String type = loader == null ? "the boot loader" : loader.getClass().getName();
    String problem =
        loader == null || loader == ClassLoader.getPlatformClassLoader()
            ? "it is not of the program"
            : loaders.problem(loader);
    return problem == null
        ? null
        : "in a class loader other than that of the program (" + type + "); " + problem;
  }

  private boolean hasOwnDomain(MadeClasses.Made one) {
    return one.loader() != program && one.domain() == ProgramLoaders.defaultDomain(one.loader());
  }

  /** A class in whose place it can be defined, if possible one that is there anyway. */
  private Class<?> host(MadeClasses.Made one) {
    if (hasOwnDomain(one)) {
      return null;
    }
    List<Class<?>> candidates = new ArrayList<>();
    for (Class<?> c : classes.values()) {
      if ((one.loader() != program || c.getPackageName().equals(packageOf(one.name())))
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
    result.addAll(keptClasses.values());
    return result;
  }

  /** Whether a class of the program comes from nowhere that we know. */
  boolean isUnknown(Class<?> c) {
    return c.getClassLoader() == program
        && !c.isHidden()
        && !kept.containsKey(c.getName())
        && program.getResource(c.getName().replace('.', '/') + ".class") == null;
  }

  /** Whether a class is in a loader of the program, and kept. */
  boolean isElsewhere(Class<?> c) {
    return c.getClassLoader() != program && keptClasses.get(c.getName()) == c;
  }

  /** Convicts who made classes in a loader that nothing leads to: when it goes, they do. */
  List<Conviction> lost(HeapWalker walker) {
    List<Conviction> result = new ArrayList<>();
    for (MadeClasses.Made one : kept.values()) {
      if (one.loader() != program && !walker.isReached(one.loader())) {
        result.add(
            new Conviction(
                one.by(),
                "EFFECT",
                "its initializer defines a class: "
                    + one.name()
                    + ", in a class loader that nothing keeps ("
                    + one.loader().getClass().getName()
                    + ")",
                one.evidence(),
                "",
                "Keep the loader, or an object of the class, in a static field."));
      }
    }
    return result;
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
              walker.classIndex(keptClasses.get(one.name())),
              hosts.get(one.name()) == null
                  ? CapturedMade.NO_HOST
                  : walker.classIndex(hosts.get(one.name())),
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
