package org.heapsnapshot.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;

/** What {@code diff} prints. */
public final class DiffText {
  private final List<String> lines = new ArrayList<>();

  private DiffText() {}

  /**
   * The changes from one image to another, a line each; one line when there are none.
   *
   * @param oldBytes size of the older image
   * @param newBytes size of the newer one
   */
  public static String of(ImageReport before, long oldBytes, ImageReport after, long newBytes) {
    if (before.imageId() != null && before.imageId().equals(after.imageId())) {
      return "The same image.\n";
    }
    DiffText diff = new DiffText();
    diff.changed("main class", before.mainClass(), after.mainClass());
    diff.changed("JDK", before.jdk(), after.jdk());
    diff.changed("tool", before.toolVersion(), after.toolVersion());
    diff.changed("size", Amounts.bytes(oldBytes), Amounts.bytes(newBytes));
    diff.number("classes", before.counts().classes(), after.counts().classes());
    diff.number("objects", before.counts().objects(), after.counts().objects());
    diff.number("texts", before.counts().strings(), after.counts().strings());
    diff.number("rebuilt", before.counts().reseeded(), after.counts().reseeded());
    diff.changed("restored", restored(before), restored(after));
    diff.verdicts(before, after);
    diff.guards(before, after);
    return diff.lines.isEmpty()
        ? "Nothing that the reports tell of changed.\n"
        : String.join("\n", diff.lines) + "\n";
  }

  private static String restored(ImageReport report) {
    long count = report.initializers().stream().filter(ImageReport.Initializer::restored).count();
    return count + " of " + report.trainedCount() + " initializers of the training run";
  }

  private void changed(String what, String before, String after) {
    if (!Objects.equals(before, after)) {
      lines.add(String.format(Locale.ROOT, "%-10s  %s -> %s", what, before, after));
    }
  }

  private void number(String what, int before, int after) {
    if (before != after) {
      lines.add(
          String.format(
              Locale.ROOT, "%-10s  %,d -> %,d (%+,d)", what, before, after, after - before));
    }
  }

  private void verdicts(ImageReport before, ImageReport after) {
    Map<String, Verdict> old = byName(before);
    Map<String, Verdict> now = byName(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Verdict a = old.get(name);
      Verdict b = now.get(name);
      if (a == null) {
        lines.add("+ " + name + "  " + describe(b));
      } else if (b == null) {
        lines.add("- " + name + "  was " + describe(a));
      } else if (a.buildTime() != b.buildTime()) {
        lines.add("! " + name + "  " + describe(b) + "; was " + describe(a));
      } else if (!a.buildTime() && !Costly.reason(a).equals(Costly.reason(b))) {
        lines.add("~ " + name + "  " + describe(b) + "; was " + describe(a));
      }
    }
  }

  private static Map<String, Verdict> byName(ImageReport report) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    report.verdicts().forEach(v -> verdicts.put(v.className(), v));
    return verdicts;
  }

  private static String describe(Verdict verdict) {
    return verdict.buildTime() ? "restored" : "not restored: " + Costly.reason(verdict);
  }

  private void guards(ImageReport before, ImageReport after) {
    for (Guard guard : after.guards()) {
      if (!before.guards().contains(guard)) {
        lines.add("+ guard " + describe(guard));
      }
    }
    for (Guard guard : before.guards()) {
      if (!after.guards().contains(guard)) {
        lines.add("- guard " + describe(guard));
      }
    }
  }

  private static String describe(Guard guard) {
    String value = guard.value() == null ? "absent" : guard.value();
    return guard.name() + " = " + value + ", read by " + guard.reader();
  }
}
