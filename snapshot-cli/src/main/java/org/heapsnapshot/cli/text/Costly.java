package org.heapsnapshot.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heapsnapshot.core.observe.Verdict;

/** The table of expensive initializers that are not restored, with the reason. */
final class Costly {
  private Costly() {}

  /** A line each, dearest first as given; nothing for no verdicts. */
  static String of(List<Verdict> verdicts, Map<String, Long> costNanos, int limit) {
    if (verdicts.isEmpty()) {
      return "";
    }
    List<Verdict> shown = verdicts.subList(0, Math.min(limit, verdicts.size()));
    StringBuilder text = new StringBuilder("Most expensive initializers not restored:\n");
    for (Verdict verdict : shown) {
      long nanos = costNanos.getOrDefault(verdict.className(), 0L);
      text.append(String.format(Locale.ROOT, "  %9s  ", Amounts.millis(nanos)));
      text.append(verdict.className()).append("\n             ").append(reason(verdict));
      text.append('\n');
    }
    return text.append("'snapshot explain IMG CLASS' tells more about each.\n").toString();
  }

  /** The reason in one line. */
  static String reason(Verdict verdict) {
    String reason = verdict.reason().lines().findFirst().orElse("");
    if (verdict.cause().isEmpty()) {
      return reason;
    }
    return reason.isEmpty() ? verdict.cause() : verdict.cause() + ": " + reason;
  }
}
