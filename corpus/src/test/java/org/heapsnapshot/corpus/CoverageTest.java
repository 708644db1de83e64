package org.heapsnapshot.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;
import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void shouldAddUpWhatFollowsFromOneClass() {
    ImageReport report =
        new ImageReport(
            "1",
            "app.Main",
            "VM",
            "cafe",
            null,
            List.of(
                new ImageReport.Initializer("app.A", 60_000_000, true),
                new ImageReport.Initializer("app.Clock", 10_000_000, false),
                new ImageReport.Initializer("app.User", 30_000_000, false)),
            List.of(
                new Verdict("app.A", true, "", "", List.of(), "", ""),
                new Verdict("app.Clock", false, "EFFECT", "reads a|b\nmore", List.of(), "", ""),
                new Verdict("app.User", false, "REACHES", "", List.of(), "app.Clock", "")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Coverage coverage = new Coverage();
    coverage.add(new Coverage.Entry("some", 17, report, true, false));
    String page = coverage.page();

    assertTrue(
        page.contains("| some | 17 | 1 of 3 | 60.0 of 100.0 ms | 60 % | yes | **differs** |"),
        page);
    assertTrue(page.contains("| 40.0 % | 2 | `app.Clock` | EFFECT: reads a\\|b |"), page);
    assertTrue(page.contains("JDK 17: median 60 %, least 60 %, of 1 programs."), page);
  }
}
