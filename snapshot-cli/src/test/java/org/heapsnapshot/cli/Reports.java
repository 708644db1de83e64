package org.heapsnapshot.cli;

import java.util.List;
import org.heapsnapshot.core.observe.Guard;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;

/** A report with one of everything. */
public final class Reports {
  /** Its initializer is restored. */
  public static final Verdict TABLES = new Verdict("app.Tables", true, "", "", List.of(), "", "");

  /** It has an effect. */
  public static final Verdict CLOCK =
      new Verdict(
          "app.util.Clock",
          false,
          "EFFECT",
          "reads the time of day, which differs at every start",
          List.of("java.lang.System.currentTimeMillis", "app.util.Clock.<clinit>(Clock.java:7)"),
          "",
          "read it when it is needed");

  /** It follows from {@link #CLOCK}. */
  public static final Verdict LOG =
      new Verdict(
          "app.Log",
          false,
          "REACHES",
          "its initializer ran that of <Clock>",
          List.of(),
          "app.util.Clock",
          "");

  /** It was never initialized in training. */
  public static final Verdict UNUSED =
      new Verdict("app.Unused", false, "THREW", "threw", List.of(), "", "");

  /** The report. */
  public static final ImageReport ONE_OF_EVERYTHING =
      new ImageReport(
          "9.9",
          "app.Main",
          "OpenJDK 17",
          "cafe",
          new ImageReport.Counts(50, 4000, 300, 20, 10, 6),
          List.of(
              new ImageReport.Initializer("app.Tables", 90_000_000, true),
              new ImageReport.Initializer("app.util.Clock", 2_000_000, false),
              new ImageReport.Initializer("app.Log", 8_000_000, false)),
          List.of(TABLES, CLOCK, LOG, UNUSED),
          List.of(
              new Guard(1, "app.mode", null, "app.Tables"),
              new Guard(3, "locale", "de-DE", "app.Log")),
          List.of(
              new ImageReport.Late(
                  "app.Tables",
                  List.of(
                      "LOG = Loggers.get(\"tables\")",
                      "BEGAN = System.nanoTime()",
                      "repeats java.lang.System.loadLibrary(\"tables\")"))),
          List.of("app.Tables: java.lang.System.loadLibrary(\"tables\")"),
          List.of("no <training> for app.Unused"),
          List.of(new ImageReport.HeapClass("java.lang.String", 1234, 98765)),
          List.of(new ImageReport.Section("STRINGS", 4096)));

  private Reports() {}
}
