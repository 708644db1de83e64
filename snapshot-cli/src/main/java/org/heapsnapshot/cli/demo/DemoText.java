package org.heapsnapshot.cli.demo;

import java.util.List;
import java.util.Locale;
import org.heapsnapshot.core.BuildSummary;
import org.heapsnapshot.core.jvm.TargetJdk;

/** What {@code demo} prints at its end. */
final class DemoText {
  private DemoText() {}

  static String of(
      TargetJdk jdk, BuildSummary summary, List<Contender> contenders, int starts, String output) {
    StringBuilder text = new StringBuilder();
    text.append("The program prints, started any way:\n");
    output.lines().forEach(line -> text.append("  ").append(line).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d of its %d initializers (%.0f %% of their time) are restored from an image of %,d"
                + " objects.%n%n",
            summary.restored(),
            summary.trained(),
            100.0 * summary.restoredNanos() / Math.max(1, summary.trainedNanos()),
            summary.objects()));
    text.append(table(contenders));
    text.append(
        String.format(
            Locale.ROOT,
            "%nWhole processes, %d starts each, in turn, on %s %s.%n",
            starts,
            jdk.vmName(),
            jdk.build()));
    return text.toString();
  }

  /** Times and ratios to the first contender. */
  static String table(List<Contender> contenders) {
    StringBuilder text = new StringBuilder();
    text.append(String.format("%-26s %9s %9s %7s%n", "started as", "median", "fastest", "ratio"));
    long whole = contenders.get(0).medianNanos();
    for (Contender contender : contenders) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-26s %6.0f ms %6.0f ms %7.2f%n",
              contender.name(),
              contender.medianNanos() / 1e6,
              contender.fastestNanos() / 1e6,
              (double) contender.medianNanos() / whole));
    }
    return text.toString();
  }
}
