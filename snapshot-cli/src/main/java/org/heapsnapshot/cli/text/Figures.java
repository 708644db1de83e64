package org.heapsnapshot.cli.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;

/** What text and HTML both work out of a report. */
final class Figures {
  private Figures() {}

  /** Class name to the time of its initializer in training. */
  static Map<String, Long> costs(ImageReport report) {
    Map<String, Long> costs = new HashMap<>();
    for (ImageReport.Initializer initializer : report.initializers()) {
      costs.merge(initializer.className(), initializer.selfNanos(), Long::sum);
    }
    return costs;
  }

  /** The verdicts of initializers that run at start, dearest first. */
  static List<Verdict> notRestored(ImageReport report) {
    Map<String, Long> costs = costs(report);
    List<Verdict> verdicts = new ArrayList<>();
    for (Verdict verdict : report.verdicts()) {
      if (!verdict.buildTime() && costs.containsKey(verdict.className())) {
        verdicts.add(verdict);
      }
    }
    verdicts.sort(
        Comparator.comparing((Verdict v) -> costs.get(v.className()))
            .reversed()
            .thenComparing(Verdict::className));
    return verdicts;
  }

  /** How many classes are not restored, by cause. */
  static Map<String, Integer> causes(ImageReport report) {
    Map<String, Integer> causes = new TreeMap<>();
    for (Verdict verdict : report.verdicts()) {
      if (!verdict.buildTime()) {
        causes.merge(verdict.cause().isEmpty() ? "UNKNOWN" : verdict.cause(), 1, Integer::sum);
      }
    }
    return causes;
  }

  /** A guard as {@code system property user.region = DE}. */
  static String guard(Guard guard) {
    String fact =
        switch (guard.kind()) {
          case 1 -> "system property " + guard.name();
          case 2 -> "environment variable " + guard.name();
          case 3 -> "default locale";
          case 4 -> "default time zone";
          case 5 -> "default charset";
          case 6 -> "resource " + guard.name();
          case 7 -> "object layout";
          case 8 -> "the set of system properties";
          case 9 -> "number of processors";
          case 10 -> "maximum heap in bytes";
          case 11 -> "local host";
          case 12 -> "system properties " + guard.name() + "*";
          case 13 -> "number of resources " + guard.name();
          case 14 -> "main class";
          default -> "fact " + guard.kind() + " " + guard.name();
        };
    String concerns = guard.partial() ? " (for some classes alone)" : "";
    if (guard.value() == null) {
      return fact + " is absent" + concerns;
    }
    boolean names = guard.kind() == 8 || guard.kind() == 12;
    String lines = names ? guard.value().stripTrailing() : guard.value();
    return fact + " = " + lines.replace("\n", names ? ", " : "\\n") + concerns;
  }
}
