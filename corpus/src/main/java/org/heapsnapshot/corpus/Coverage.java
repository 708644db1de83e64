package org.heapsnapshot.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;

/**
 * The page docs/COVERAGE.md: how much of the initializers' time is restored, program by program,
 * and what hinders the rest, ranked by cost. Used from one thread.
 */
final class Coverage {
  private static final int CAUSES = 12;

  private final List<Entry> entries = new ArrayList<>();

  /**
   * One image.
   *
   * @param jdk feature release
   * @param same whether every start did the same as without the image
   * @param verified whether {@code verify} found the same state
   */
  record Entry(String program, int jdk, ImageReport report, boolean same, boolean verified) {
    long nanos(boolean restoredOnly) {
      return report.initializers().stream()
          .filter(i -> i.restored() || !restoredOnly)
          .mapToLong(ImageReport.Initializer::selfNanos)
          .sum();
    }

    double share() {
      long all = nanos(false);
      return all == 0 ? 0 : (double) nanos(true) / all;
    }
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  /** The page, from its title to its last line feed. */
  String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Coverage\n\n");
    page.append("Written by `corpus/run --coverage docs/COVERAGE.md`. The programs are unmodified");
    page.append(" and come from Maven Central.\nThe share is that of the self time of all");
    page.append(" initializers which the training run ran. *Same* says that every start did\n");
    page.append("the same as without the image: output, exit code, files; *state* that `verify`");
    page.append(" found no difference.\n\n");
    page.append(
        "| program | JDK | initializers restored | of their time | share | same | state |\n");
    page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (Entry entry : entries) {
      row(page, entry);
    }
    page.append('\n');
    entries.stream().map(Entry::jdk).distinct().forEach(jdk -> summary(page, jdk));
    for (Entry entry : entries) {
      causes(page, entry);
    }
    return page.toString();
  }

  private static void row(StringBuilder page, Entry entry) {
    long restored =
        entry.report().initializers().stream().filter(ImageReport.Initializer::restored).count();
    page.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %d of %d | %.1f of %.1f ms | %.0f %% | %s | %s |%n",
            entry.program(),
            entry.jdk(),
            restored,
            entry.report().trainedCount(),
            entry.nanos(true) / 1e6,
            entry.nanos(false) / 1e6,
            100 * entry.share(),
            entry.same() ? "yes" : "**no**",
            entry.verified() ? "same" : "**differs**"));
  }

  private void summary(StringBuilder page, int jdk) {
    double[] shares =
        entries.stream().filter(e -> e.jdk() == jdk).mapToDouble(Entry::share).sorted().toArray();
    int middle = shares.length / 2;
    double median =
        shares.length % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
    page.append(
        String.format(
            Locale.ROOT,
            "JDK %d: median %.0f %%, least %.0f %%, of %d programs.%n%n",
            jdk,
            100 * median,
            100 * shares[0],
            shares.length));
  }

  /** What is not restored, added up by the class that everything else follows from. */
  private static void causes(StringBuilder page, Entry entry) {
    Map<String, Verdict> verdicts = new HashMap<>();
    entry.report().verdicts().forEach(v -> verdicts.put(v.className(), v));
    Map<String, Cost> costs = new HashMap<>();
    for (ImageReport.Initializer i : entry.report().initializers()) {
      if (!i.restored()) {
        Verdict root = root(verdicts, i.className());
        String name = root == null ? i.className() : root.className();
        costs.computeIfAbsent(name, n -> new Cost(n, root)).add(i.selfNanos());
      }
    }
    List<Cost> ranked = new ArrayList<>(costs.values());
    ranked.sort(Comparator.comparingLong((Cost c) -> -c.nanos).thenComparing(c -> c.className));
    page.append(
        String.format(
            Locale.ROOT,
            "## %s on JDK %d: what is not restored%n%n",
            entry.program(),
            entry.jdk()));
    if (ranked.isEmpty()) {
      page.append("Nothing.\n\n");
      return;
    }
    page.append("| of all time | classes | because of | which |\n| --- | --- | --- | --- |\n");
    long all = Math.max(1, entry.nanos(false));
    for (Cost cost : ranked.subList(0, Math.min(CAUSES, ranked.size()))) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %.1f %% | %d | `%s` | %s |%n",
              100.0 * cost.nanos / all,
              cost.classes,
              cost.className,
              cost.reason()));
    }
    page.append('\n');
  }

  private static Verdict root(Map<String, Verdict> verdicts, String className) {
    Verdict verdict = verdicts.get(className);
    for (int steps = 0; verdict != null && steps < verdicts.size(); steps++) {
      Verdict next = verdicts.get(verdict.because());
      if (next == null || next.buildTime()) {
        return verdict;
      }
      verdict = next;
    }
    return verdict;
  }

  /** The time that hangs on one class. */
  private static final class Cost {
    final String className;
    private final Verdict verdict;
    private long nanos;
    private int classes;

    Cost(String className, Verdict verdict) {
      this.className = className;
      this.verdict = verdict;
    }

    void add(long more) {
      nanos += more;
      classes++;
    }

    String reason() {
      if (verdict == null) {
        return "was not initialized when it was observed";
      }
      String line = verdict.reason().lines().findFirst().orElse("");
      return verdict.cause() + ": " + line.replace("|", "\\|");
    }
  }
}
