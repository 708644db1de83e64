package org.heapsnapshot.cli.text;

import static org.heapsnapshot.cli.Reports.ONE_OF_EVERYTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.heapsnapshot.cli.Reports;
import org.heapsnapshot.core.observe.Verdict;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  @Test
  void shouldPutTheDearestFirstAndLeaveOutWhatTrainingDidNotRun() {
    assertEquals(List.of(Reports.LOG, Reports.CLOCK), Figures.notRestored(ONE_OF_EVERYTHING));
  }

  @Test
  void shouldShowEveryPartOfAReport() {
    String text = InspectText.of(ONE_OF_EVERYTHING, Path.of("app.img"), 1536);

    for (String part :
        List.of(
            "app.img (1.5 KiB)",
            "app.Main",
            "cafe",
            "snapshot 9.9",
            "1 EFFECT, 1 REACHES, 1 THREW",
            "4,000 objects",
            "system property app.mode is absent, read by app.Tables",
            "default locale = de-DE, read by app.Log",
            "to read the clock 1 time and obtain 1 logger and repeat 1 effect",
            "  app.Tables: java.lang.System.loadLibrary(\"tables\")",
            "no <training> for app.Unused",
            "1,234    96.5 KiB  java.lang.String",
            "STRINGS",
            "8.0 ms  app.Log")) {
      assertTrue(text.contains(part), part + " is not in\n" + text);
    }
  }

  @Test
  void shouldListWhatARestoredClassRepeats() {
    String text = ExplainText.of(ONE_OF_EVERYTHING, "app.Tables");

    assertTrue(text.contains("    repeats java.lang.System.loadLibrary(\"tables\")\n"), text);
  }

  @Test
  void shouldFollowAVerdictToItsFirstCause() {
    String text = ExplainText.of(ONE_OF_EVERYTHING, "app.Log");

    assertTrue(text.startsWith("app.Log: RUN_TIME, its initializer runs at every start\n"), text);
    assertTrue(text.contains("It took 8.0 ms of 100.0 ms in the training run."), text);
    assertTrue(text.contains("That follows from app.util.Clock\nEFFECT: reads"), text);
    assertTrue(text.contains("    app.util.Clock.<clinit>(Clock.java:7)\n"), text);
    assertTrue(text.contains("What to do: read it when it is needed"), text);
    assertTrue(text.contains("It read: default locale = de-DE"), text);
  }

  @Test
  void shouldNameWhatFollowsFromAVerdict() {
    String text = ExplainText.of(ONE_OF_EVERYTHING, "app.util.Clock");

    assertTrue(text.contains("Because of it these run at every start too:\n    app.Log\n"), text);
  }

  @Test
  void shouldExplainARestoredClass() {
    String text = ExplainText.of(ONE_OF_EVERYTHING, "app.Tables");

    assertTrue(
        text.startsWith("app.Tables: BUILD_TIME, its initializer is skipped and its state"), text);
  }

  @Test
  void shouldEndWhereVerdictsFollowFromEachOther() {
    Verdict a = new Verdict("a.A", false, "REACHES", "reaches B", List.of(), "a.B", "");
    Verdict b = new Verdict("a.B", false, "REACHES", "reaches A", List.of(), "a.A", "");
    var report =
        new org.heapsnapshot.core.report.ImageReport(
            "1", "a.A", "j", null, null, null, List.of(a, b), null, null, null, null, null, null);

    assertTrue(ExplainText.of(report, "a.A").contains("That follows from a.B"));
    assertThrows(IllegalArgumentException.class, () -> ExplainText.of(report, "a.C"));
  }

  @Test
  void shouldEscapeEveryTextOfThePage() {
    String page = HtmlPage.of(ONE_OF_EVERYTHING, Path.of("<app>.img"), 1536);

    assertFalse(page.contains("<app>"), page);
    assertFalse(page.contains("<training>"), page);
    assertFalse(page.contains("<Clock>"), page);
    assertFalse(page.contains("{{"), page);
    assertTrue(page.contains("no &lt;training&gt; for app.Unused"), page);
    assertTrue(page.contains("width: 90.0%"), page);
  }

  @Test
  void shouldNeedNoOtherFile() {
    String page = HtmlPage.of(ONE_OF_EVERYTHING, Path.of("app.img"), 1536);

    assertFalse(page.matches("(?s).*(src|href)=.*"), page);
    assertFalse(page.contains("http"), page);
  }

  @Test
  void shouldFindNamesThatWereMeant() {
    List<String> names = List.of("a.Clock", "b.Clocks", "c.AlarmClock", "d.Other", "e.X$Clock");

    assertEquals(
        List.of("a.Clock", "e.X$Clock", "b.Clocks", "c.AlarmClock"), NearMisses.of("Clock", names));
    assertEquals(List.of("a.Clock"), NearMisses.of("z.Clcok", names));
    assertEquals(List.of(), NearMisses.of("Zebra", names));
    assertEquals(List.of(), NearMisses.of("X", List.of("a.Y")));
  }
}
