package org.heapsnapshot.cli.text;

import java.util.List;
import org.heapsnapshot.core.VerifySummary;

/** What {@code verify} prints at its end. */
public final class VerifyText {
  private static final int SHOWN = 50;

  private VerifyText() {}

  /** The verdict and the differences, ending in a line feed. */
  public static String of(VerifySummary summary) {
    String compared =
        Amounts.count(summary.objects(), "object")
            + " compared, every key of "
            + Amounts.count(summary.collections(), "hashed collection")
            + " looked up";
    if (summary.clean()) {
      return "Same state: " + compared + ".\n";
    }
    List<String> differences = summary.differences();
    StringBuilder text = new StringBuilder();
    text.append(Amounts.count(differences.size(), "difference"));
    text.append(" (").append(compared).append("):\n");
    for (String difference : differences.subList(0, Math.min(SHOWN, differences.size()))) {
      text.append("  ").append(difference).append('\n');
    }
    if (differences.size() > SHOWN) {
      text.append("  and ").append(differences.size() - SHOWN).append(" more\n");
    }
    return text.toString();
  }
}
