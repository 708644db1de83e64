package org.heapsnapshot.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;

/** What {@code explain} prints: a verdict, and the verdicts it follows from down to the first. */
public final class ExplainText {
  private static final int FOLLOWERS = 20;

  private ExplainText() {}

  /**
   * The explanation of a class that has a verdict, ending in a line feed.
   *
   * @throws IllegalArgumentException when it has none
   */
  public static String of(ImageReport report, String className) {
    Verdict verdict = find(report, className);
    if (verdict == null) {
      throw new IllegalArgumentException("no verdict: className=" + className);
    }
    StringBuilder text = new StringBuilder();
    text.append(className).append(": ").append(verdict.buildTime() ? "BUILD_TIME" : "RUN_TIME");
    text.append(", ").append(meaning(report, verdict)).append('\n');
    Map<String, Long> costs = Figures.costs(report);
    if (costs.containsKey(className)) {
      text.append("It took ").append(Amounts.millis(costs.get(className)));
      text.append(" of ").append(Amounts.millis(report.trainedNanos()));
      text.append(" in the training run.\n");
    }
    chain(text, report, verdict);
    late(text, report, className);
    guards(text, report, className);
    followers(text, report, className);
    return text.toString();
  }

  /** What is to be said of a class of the image that no training run initialized. */
  public static String ofUntrained(String className) {
    return className
        + ": no verdict, its initializer, if it has one, runs when the program first uses the class\n"
        + "No training run initialized it, so it was not observed.\n"
        + "What to do: If starts use it, add a training run that does (--train).\n";
  }

  private static String meaning(ImageReport report, Verdict verdict) {
    if (!verdict.buildTime()) {
      return "its initializer runs at every start";
    }
    boolean kept =
        report.initializers().stream()
            .anyMatch(i -> i.className().equals(verdict.className()) && !i.restored());
    return kept
        ? "but its initializer runs at every start, because the image keeps it"
        : "its initializer is skipped and its state restored";
  }

  private static void chain(StringBuilder text, ImageReport report, Verdict first) {
    Set<String> seen = new LinkedHashSet<>();
    Verdict verdict = first;
    while (verdict != null && seen.add(verdict.className())) {
      if (verdict != first) {
        text.append("\nThat follows from ").append(verdict.className()).append('\n');
      }
      one(text, verdict);
      verdict = verdict.because().isEmpty() ? null : find(report, verdict.because());
    }
  }

  private static void one(StringBuilder text, Verdict verdict) {
    String reason = Costly.reason(verdict);
    if (!reason.isEmpty()) {
      text.append(reason).append('\n');
    }
    for (String line : verdict.evidence()) {
      text.append("    ").append(line).append('\n');
    }
    if (!verdict.advice().isEmpty()) {
      text.append("What to do: ").append(verdict.advice()).append('\n');
    }
  }

  private static void late(StringBuilder text, ImageReport report, String className) {
    for (ImageReport.Late late : report.late()) {
      if (late.className().equals(className)) {
        text.append("It is initialized when the program first uses it, not at boot; then it does");
        text.append(late.steps().isEmpty() ? " nothing more.\n" : ":\n");
        late.steps().forEach(step -> text.append("    ").append(step).append('\n'));
      }
    }
  }

  private static void guards(StringBuilder text, ImageReport report, String className) {
    for (Guard guard : report.guards()) {
      if (className.equals(guard.reader())) {
        text.append("It read: ").append(Figures.guard(guard)).append('\n');
      }
    }
  }

  private static void followers(StringBuilder text, ImageReport report, String className) {
    List<String> followers = new ArrayList<>();
    for (Verdict verdict : report.verdicts()) {
      if (verdict.because().equals(className)) {
        followers.add(verdict.className());
      }
    }
    if (followers.isEmpty()) {
      return;
    }
    text.append("\nBecause of it these run at every start too:\n");
    for (String follower : followers.subList(0, Math.min(FOLLOWERS, followers.size()))) {
      text.append("    ").append(follower).append('\n');
    }
    if (followers.size() > FOLLOWERS) {
      text.append("    and ").append(followers.size() - FOLLOWERS).append(" more\n");
    }
  }

  private static Verdict find(ImageReport report, String className) {
    for (Verdict verdict : report.verdicts()) {
      if (verdict.className().equals(className)) {
        return verdict;
      }
    }
    return null;
  }
}
