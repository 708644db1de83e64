package org.heapsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.heapsnapshot.core.report.ImageReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectAndExplainTest {
  @TempDir Path directory;
  private String image;

  @BeforeEach
  void writeImage() throws IOException {
    image = CommandLines.image(directory.resolve("app.img"), Reports.ONE_OF_EVERYTHING).toString();
  }

  @Test
  void shouldSayWhatIsSkippedAndItsShare() {
    CommandLines.Result result = CommandLines.run("inspect", image);

    assertEquals(0, result.code(), result.err());
    assertTrue(
        result.out().contains("1 of 3 initializers of the training run, 90 % of their time"),
        result.out());
  }

  @Test
  void shouldPrintTheWholeReportAsJson() {
    CommandLines.Result result = CommandLines.run("inspect", "--json", image);

    assertEquals(0, result.code(), result.err());
    assertEquals(Reports.ONE_OF_EVERYTHING.withImageId(null), ImageReport.fromJson(result.out()));
  }

  @Test
  void shouldWriteAPage() throws IOException {
    Path page = directory.resolve("page.html");
    CommandLines.Result result = CommandLines.run("inspect", image, "--html", page.toString());

    assertEquals(0, result.code(), result.err());
    assertEquals("", result.out());
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void shouldFailWithOneLineWhereThePageCannotBeWritten() {
    Path page = directory.resolve("missing").resolve("page.html");
    CommandLines.Result result = CommandLines.run("inspect", image, "--html", page.toString());

    assertEquals(1, result.code());
    assertEquals("snapshot: there is no file or directory " + page, result.err().strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.util.Clock", "app/util/Clock", "app/util/Clock.class"})
  void shouldExplainAClassHoweverItIsWritten(String name) {
    CommandLines.Result result = CommandLines.run("explain", image, name);

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("app.util.Clock: RUN_TIME"), result.out());
  }

  /** A class of the image that no training run used. */
  @Test
  void shouldExplainAClassWithoutAVerdict() throws IOException {
    Path other =
        CommandLines.image(
            directory.resolve("other.img"), Reports.ONE_OF_EVERYTHING, "app/Untrained.class");
    CommandLines.Result result = CommandLines.run("explain", other.toString(), "app.Untrained");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("app.Untrained: no verdict"), result.out());
    assertTrue(result.out().contains("What to do: "), result.out());
  }

  @Test
  void shouldOfferNamesNearToAnUnknownOne() {
    CommandLines.Result result = CommandLines.run("explain", image, "app.Clok");

    assertEquals(1, result.code());
    assertTrue(result.err().contains("did you mean app.util.Clock?"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void shouldShowTheStackTraceOnRequestOnly() {
    String missing = directory.resolve("missing.img").toString();
    CommandLines.Result plain = CommandLines.run("inspect", missing);
    CommandLines.Result traced = CommandLines.run("inspect", "--stacktrace", missing);

    assertEquals(1, plain.code());
    assertEquals("snapshot: there is no image at " + missing, plain.err().strip());
    assertFalse(plain.err().contains("\tat "));
    assertEquals(1, traced.code());
    assertTrue(traced.err().contains("\tat org.heapsnapshot"), traced.err());
  }
}
