package org.heapsnapshot.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.heapsnapshot.cli.Reports;
import org.heapsnapshot.core.EstimateSummary;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.heapsnapshot.core.train.Profile;
import org.junit.jupiter.api.Test;

class EstimateAndDiffTextTest {

  @Test
  void shouldSayWhatAnImageCouldSaveAtMost() {
    List<Profile.Initialized> all =
        List.of(
            new Profile.Initialized("app.Dear", 40, 30),
            new Profile.Initialized("app.Cheap", 10, 10));
    String text =
        EstimateText.of(new EstimateSummary("its AppCDS archive", 400, 100, 5, all, 40), 1);

    assertTrue(text.contains("its AppCDS archive: 400 ms, of which 100 ms"), text);
    assertTrue(text.contains("at most 25 %: from 400 to 300 ms"), text);
    assertTrue(text.contains("75.0 %     75.0 ms  app.Dear"), text);
    assertFalse(text.contains("app.Cheap"), text);
  }

  @Test
  void shouldSayThatThereIsNoInitializer() {
    String text = EstimateText.of(new EstimateSummary("no archive", 40, 0, 5, List.of(), 0), 9);

    assertTrue(text.contains("at most 0 %"), text);
    assertTrue(text.contains("no initializer of its own"), text);
  }

  @Test
  void shouldNameWhatChangedBetweenTwoImages() {
    ImageReport before = Reports.ONE_OF_EVERYTHING;
    ImageReport after =
        new ImageReport(
            before.toolVersion(),
            before.mainClass(),
            before.jdk(),
            "beef",
            new ImageReport.Counts(50, 4100, 300, 20, 10, 6),
            before.initializers(),
            List.of(
                Reports.TABLES,
                new Verdict("app.util.Clock", true, "", "", List.of(), "", ""),
                new Verdict("app.New", false, "HEAP", "holds a thread", List.of(), "", ""),
                Reports.UNUSED),
            List.of(new Guard(1, "app.mode", "fast", "app.Tables")),
            before.late(),
            before.effects(),
            before.notes(),
            before.heap(),
            before.sections());
    String text = DiffText.of(before, 1024, after, 2048);

    assertTrue(text.contains("size        1.0 KiB -> 2.0 KiB\n"), text);
    assertTrue(text.contains("objects     4,000 -> 4,100 (+100)\n"), text);
    assertTrue(text.contains("! app.util.Clock  restored; was not restored: EFFECT"), text);
    assertTrue(text.contains("+ app.New  not restored: HEAP: holds a thread\n"), text);
    assertTrue(text.contains("- app.Log  was not restored: REACHES"), text);
    assertTrue(text.contains("+ guard app.mode = fast, read by app.Tables\n"), text);
    assertTrue(text.contains("- guard locale = de-DE, read by app.Log\n"), text);
    assertFalse(text.contains("app.Unused"), text);
  }

  @Test
  void shouldSayThatNothingChanged() {
    ImageReport one = Reports.ONE_OF_EVERYTHING;

    assertEquals("The same image.\n", DiffText.of(one, 1, one, 1));
  }
}
