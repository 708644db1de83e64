package org.heapsnapshot.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReportingTest {

  @Test
  void shouldPrintALineWithSecondsForEachStageAndNote() {
    StringWriter text = new StringWriter();
    AtomicLong clock = new AtomicLong(5_000_000_000L);
    LineProgress progress = new LineProgress(new PrintWriter(text), clock::get);

    progress.stage("observe");
    clock.addAndGet(1_250_000_000L);
    progress.note("iteration 2");

    assertEquals(
        "[   0.0 s] observe\n[   1.3 s]   iteration 2\n",
        text.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void shouldLeaveNothingOfTheBarAtItsEnd() {
    StringWriter text = new StringWriter();
    try (BarProgress bar = new BarProgress("build", new PrintWriter(text))) {
      bar.stage("observe");
      bar.note("x".repeat(200));
    }

    String drawn = text.toString();
    assertTrue(drawn.contains("observe"), drawn);
    assertFalse(drawn.contains("\n"), drawn);
    assertTrue(drawn.endsWith("\r" + " ".repeat(79) + "\r"), drawn);
    for (String line : drawn.split("\r")) {
      assertTrue(line.length() <= 79, line);
    }
  }

  @Test
  void shouldPrintLinesWhereThereIsNoTerminal() {
    assertFalse(Reporting.isTerminal(null, Map.of("TERM", "xterm")));
  }
}
