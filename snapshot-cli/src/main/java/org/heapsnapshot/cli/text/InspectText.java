package org.heapsnapshot.cli.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.report.ImageReport;

/** What {@code inspect} prints. */
public final class InspectText {
  private static final int COSTLIEST = 10;
  private static final int HEAP_CLASSES = 12;

  private InspectText() {}

  /** The report for reading, ending in a line feed. */
  public static String of(ImageReport report, Path image, long imageBytes) {
    StringBuilder text = new StringBuilder();
    text.append(image).append(" (").append(Amounts.bytes(imageBytes)).append(")\n");
    row(text, "program", report.mainClass());
    row(text, "image id", report.imageId());
    row(text, "built by", "snapshot " + report.toolVersion());
    row(text, "for", report.jdk());
    row(text, "skipped", skipped(report));
    row(text, "not", causes(report));
    row(text, "late", late(report));
    row(text, "state", state(report.counts()));
    guards(text, report.guards());
    section(text, "Effects that are repeated when the class is first used:", report.effects());
    section(text, "Notes:", report.notes());
    heap(text, report.heap());
    sections(text, report.sections());
    String costly = Costly.of(Figures.notRestored(report), Figures.costs(report), COSTLIEST);
    return text.append(costly.isEmpty() ? "" : "\n" + costly).toString();
  }

  /** How many initializers are skipped, and what share of the time of all of them that is. */
  static String skipped(ImageReport report) {
    return String.format(
        Locale.ROOT,
        "%d of %d initializers of the training run, %s of their time (%s of %s)",
        report.restoredCount(),
        report.trainedCount(),
        Amounts.share(report.restoredNanos(), report.trainedNanos()),
        Amounts.millis(report.restoredNanos()),
        Amounts.millis(report.trainedNanos()));
  }

  static String state(ImageReport.Counts counts) {
    return String.format(
        Locale.ROOT,
        "%,d objects, %,d texts, %,d hashed collections of which %,d are rebuilt at boot,"
            + " %,d classes in the closure, observed %s",
        counts.objects(),
        counts.strings(),
        counts.collections(),
        counts.reseeded(),
        counts.classes(),
        Amounts.count(counts.iterations(), "time"));
  }

  /** How many classes wait for their natural time, and what they do then. */
  private static String late(ImageReport report) {
    if (report.late().isEmpty()) {
      return null;
    }
    int obtained = 0;
    int times = 0;
    for (ImageReport.Late late : report.late()) {
      for (String step : late.steps()) {
        if (step.endsWith("System.currentTimeMillis()") || step.endsWith("System.nanoTime()")) {
          times++;
        } else if (step.endsWith(")") && !step.startsWith("repeats ")) {
          obtained++;
        }
      }
    }
    List<String> tasks = new ArrayList<>();
    if (times > 0) {
      tasks.add("read the clock " + Amounts.count(times, "time"));
    }
    if (obtained > 0) {
      tasks.add("obtain " + Amounts.count(obtained, "logger"));
    }
    if (!report.effects().isEmpty()) {
      tasks.add("repeat " + Amounts.count(report.effects().size(), "effect"));
    }
    return Amounts.count(report.late().size(), "initializer")
        + " of those not before its class is first used"
        + (tasks.isEmpty() ? "" : ", to " + String.join(" and ", tasks));
  }

  private static String causes(ImageReport report) {
    Map<String, Integer> causes = Figures.causes(report);
    if (causes.isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    causes.forEach(
        (cause, count) ->
            text.append(text.length() == 0 ? "" : ", ").append(count).append(' ').append(cause));
    return text.toString();
  }

  private static void guards(StringBuilder text, List<Guard> guards) {
    section(
        text,
        "Holds only where (guards):",
        guards.stream()
            .map(guard -> Figures.guard(guard) + ", read by " + guard.reader())
            .toList());
  }

  private static void heap(StringBuilder text, List<ImageReport.HeapClass> classes) {
    if (classes.isEmpty()) {
      return;
    }
    text.append("\nLargest classes of the heap:\n");
    for (ImageReport.HeapClass row : classes.subList(0, Math.min(HEAP_CLASSES, classes.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %,9d  %10s  %s\n",
              row.count(),
              Amounts.bytes(row.bytes()),
              row.className()));
    }
  }

  private static void sections(StringBuilder text, List<ImageReport.Section> sections) {
    if (sections.isEmpty()) {
      return;
    }
    text.append("\nSections of the heap:\n");
    for (ImageReport.Section section : sections) {
      text.append(
          String.format(
              Locale.ROOT, "  %-16s %10s\n", section.name(), Amounts.bytes(section.bytes())));
    }
  }

  private static void section(StringBuilder text, String heading, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append('\n').append(heading).append('\n');
    for (String line : lines) {
      text.append("  ").append(line).append('\n');
    }
  }

  private static void row(StringBuilder text, String label, String value) {
    if (value != null && !value.isEmpty()) {
      text.append(String.format(Locale.ROOT, "  %-9s %s\n", label, value));
    }
  }
}
