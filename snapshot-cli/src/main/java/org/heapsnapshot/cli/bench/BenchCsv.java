package org.heapsnapshot.cli.bench;

import java.util.Locale;
import org.heapsnapshot.core.bench.BenchResult;
import org.heapsnapshot.core.bench.Sample;
import org.heapsnapshot.core.bench.VariantResult;

/** Every measured start as a line of comma separated values (RFC 4180), for other tools. */
public final class BenchCsv {
  private BenchCsv() {}

  /** The lines, the names of the columns first; what is unknown is empty. */
  public static String of(BenchResult result) {
    StringBuilder text = new StringBuilder("variant,block,turn,wall_ms,cpu_ms\r\n");
    for (VariantResult one : result.results()) {
      for (Sample sample : one.samples()) {
        text.append(one.variant().kind().label())
            .append(',')
            .append(sample.block())
            .append(',')
            .append(sample.turn())
            .append(',')
            .append(number(sample.wallMillis()))
            .append(',')
            .append(number(sample.cpuMillis()))
            .append("\r\n");
      }
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "";
  }
}
