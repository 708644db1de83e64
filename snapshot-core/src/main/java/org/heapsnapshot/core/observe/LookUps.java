package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What initializers looked for on the class path.
 *
 * @param names resources, and class files of classes that were not found, each with the first
 *     initializer that looked for it
 * @param bundleNames those looked for to obtain a resource bundle, which a start obtains again
 * @param bundleReads resource bundles of which an initializer read something, with slashes, each
 *     with the first that did
 */
public record LookUps(
    Map<String, String> names, List<String> bundleNames, Map<String, String> bundleReads) {
  /** Packages for whose resources the JDK looks when it pleases. */
  private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

  /** Copies its arguments. */
  public LookUps {
    names = new LinkedHashMap<>(names);
    bundleNames = new ArrayList<>(bundleNames);
    bundleReads = new LinkedHashMap<>(bundleReads);
  }

  /**
   * Convicts who looks for something in one environment only, such as a resource of a language: at
   * a start it may look for what is there and was not looked for at build. Of a bundle for which
   * other names are looked for, whoever reads it.
   */
  List<Conviction> compare(LookUps other) {
    List<Conviction> convictions = new ArrayList<>();
    addOwn(this, other, convictions);
    addOwn(other, this, convictions);
    return convictions;
  }

  private static void addOwn(LookUps own, LookUps other, List<Conviction> convictions) {
    own.names.forEach(
        (name, reader) -> {
          if (!other.names.containsKey(name)
              && !other.bundleNames.contains(name)
              && !isOfJdk(name)) {
            convictions.add(conviction(reader, "looks for " + name));
          }
        });
    Set<String> names = new HashSet<>(own.bundleNames);
    other.bundleNames.forEach(names::remove);
    own.bundleReads.forEach(
        (bundle, reader) -> {
          if (names.stream().anyMatch(name -> name.startsWith(bundle))) {
            convictions.add(conviction(reader, "reads bundle " + bundle + " of this language"));
          }
        });
  }

  private static Conviction conviction(String reader, String what) {
    return new Conviction(
        reader,
        "DIFFERENCE",
        "its initializer " + what + " in one of two environments only",
        List.of(),
        "",
        "If that depends on the default locale, and every start may be held to that of the build,"
            + " say --guard locale.");
  }

  private static boolean isOfJdk(String resource) {
    return JDK.stream().anyMatch(resource::startsWith);
  }
}
