package org.heapsnapshot.core.observe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.train.Profile;

/**
 * Which classes are {@code RUN_TIME} because of the number of processors alone, and whether an
 * image that holds them, too, says of all other classes what one without them says.
 */
final class ConditionalClasses {
  /** Ends the reason of their verdicts. */
  static final String CONDITION =
      "; it depends on the number of processors: where that is another, its initializer runs";

  private static final String METHOD = "java.lang.Runtime.availableProcessors";

  /** Less than this is not worth another two observations. */
  private static final long WORTH_NANOS = 5_000_000;

  private final Profile profile;

  ConditionalClasses(Profile profile) {
    this.profile = profile;
  }

  /** Whether the initializers that could be restored cost enough; without a profile always. */
  boolean areWorthIt(Map<String, Conviction> convicted) {
    Set<String> candidates = candidates(convicted);
    if (candidates.isEmpty() || profile.initialized().isEmpty()) {
      return !candidates.isEmpty();
    }
    long nanos = 0;
    for (Profile.Initialized i : profile.initialized()) {
      nanos += candidates.contains(i.className()) ? i.selfNanos() : 0;
    }
    return nanos >= WORTH_NANOS;
  }

  /** The classes that read the number of processors, and those convicted because of them. */
  static Set<String> candidates(Map<String, Conviction> convicted) {
    Set<String> candidates = new LinkedHashSet<>();
    for (Conviction c : convicted.values()) {
      if (c.cause().equals("EFFECT") && c.reason().endsWith(METHOD)) {
        candidates.add(c.className());
      }
    }
    for (int before = -1; before < candidates.size(); ) {
      before = candidates.size();
      for (Conviction c : convicted.values()) {
        if (candidates.contains(c.because())) {
          candidates.add(c.className());
        }
      }
    }
    return candidates;
  }

  /**
   * Which candidates to do without when another class is convicted with them: those that its
   * conviction names, and what else is {@code RUN_TIME} for the same reason.
   *
   * @param convicted as it was before
   */
  static Set<String> blamed(
      Conviction other, Map<String, Conviction> convicted, Set<String> candidates) {
    String text = other.reason() + ' ' + other.because() + ' ' + String.join(" ", other.evidence());
    Set<String> roots = new HashSet<>();
    for (String candidate : candidates) {
      if (Pattern.compile("(?<![\\w.$])" + Pattern.quote(candidate) + "(?![\\w$])")
          .matcher(text)
          .find()) {
        roots.add(root(candidate, convicted));
      }
    }
    Set<String> blamed = new LinkedHashSet<>();
    for (String candidate : candidates) {
      if (roots.contains(root(candidate, convicted))) {
        blamed.add(candidate);
      }
    }
    return blamed;
  }

  private static String root(String className, Map<String, Conviction> convicted) {
    String root = className;
    Set<String> seen = new HashSet<>();
    while (seen.add(root) && convicted.containsKey(convicted.get(root).because())) {
      root = convicted.get(root).because();
    }
    return root;
  }

  /**
   * What is not the same in a heap without conditional classes and in that with them, of the
   * classes that both have.
   *
   * @return null when all is
   */
  static String difference(CapturedHeap without, CapturedHeap with) {
    if (with.loaders().size() != without.loaders().size()) {
      // Boot makes them all, which initializes their classes.
      return "a class loader of the program depends on it";
    }
    Set<String> names = Set.copyOf(without.restoredClasses());
    Set<String> made = new HashSet<>();
    without.made().forEach(m -> made.add(without.classes().get(m.classIndex()).name()));
    CapturedHeap part =
        new CapturedHeap(
            with.jvm(),
            with.classes(),
            with.objects(),
            with.statics().stream()
                .filter(row -> names.contains(with.classes().get(row.classIndex()).name()))
                .toList(),
            with.hashed(),
            with.late().stream()
                .filter(late -> names.contains(with.classes().get(late.classIndex()).name()))
                .toList(),
            with.identityHashes(),
            with.made().stream()
                .filter(m -> made.contains(with.classes().get(m.classIndex()).name()))
                .toList(),
            with.loaders());
    List<Conviction> differences = new Lockstep(without, part).compare();
    return differences.isEmpty()
        ? null
        : differences.get(0).className() + ": " + differences.get(0).reason();
  }

  /** Makes those guards partial that only conditional classes brought. */
  static List<Guard> partial(List<Guard> guards, List<Guard> known) {
    List<Guard> result = new ArrayList<>();
    for (Guard guard : guards) {
      boolean ofAll =
          known.stream().anyMatch(g -> g.kind() == guard.kind() && g.name().equals(guard.name()));
      result.add(ofAll ? guard : guard.asPartial());
    }
    return result;
  }
}
