package org.heapsnapshot.cli.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.report.ImageReport;

/** What {@code inspect --html} writes: one page that needs no other file. */
public final class HtmlPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private HtmlPage() {}

  /** The page of a report. */
  public static String of(ImageReport report, Path image, long imageBytes) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", Html.escape("Snapshot image " + image.getFileName()));
    values.put("skipped", Html.escape("Skipped: " + InspectText.skipped(report)));
    values.put("percent", percent(report));
    values.put("facts", facts(report, imageBytes));
    values.put("costly", costly(report));
    values.put("guards", Html.table(guards(report)));
    values.put("notes", Html.list(report.notes()));
    values.put("effects", Html.list(report.effects()));
    values.put("heap", Html.table(heap(report)));
    values.put("sections", Html.table(sections(report)));
    values.put("initializers", Html.table(initializers(report)));
    return filled(template(), values);
  }

  private static String percent(ImageReport report) {
    long whole = Math.max(1, report.trainedNanos());
    return String.format(Locale.ROOT, "%.1f", 100.0 * report.restoredNanos() / whole);
  }

  private static String facts(ImageReport report, long imageBytes) {
    return Html.row("Program", text(report.mainClass()))
        + Html.row("Size", Amounts.bytes(imageBytes))
        + Html.row("Image id", text(report.imageId()))
        + Html.row("Built by", "snapshot " + text(report.toolVersion()))
        + Html.row("For", text(report.jdk()))
        + Html.row("State", InspectText.state(report.counts()));
  }

  private static String costly(ImageReport report) {
    Map<String, Long> costs = Figures.costs(report);
    List<String> rows = new ArrayList<>();
    for (Verdict verdict : Figures.notRestored(report)) {
      rows.add(
          "<tr><td class=\"n\">"
              + Amounts.millis(costs.get(verdict.className()))
              + "</td><td><code>"
              + Html.escape(verdict.className())
              + "</code></td><td>"
              + why(verdict)
              + "</td></tr>\n");
    }
    return Html.table(rows);
  }

  private static String why(Verdict verdict) {
    StringBuilder why = new StringBuilder(Html.escape(Costly.reason(verdict)));
    if (!verdict.because().isEmpty()) {
      why.append(", from <code>").append(Html.escape(verdict.because())).append("</code>");
    }
    if (!verdict.evidence().isEmpty()) {
      why.append("<details><summary>evidence</summary><pre>");
      why.append(Html.escape(String.join("\n", verdict.evidence()))).append("</pre></details>");
    }
    if (!verdict.advice().isEmpty()) {
      why.append("<br>").append(Html.escape(verdict.advice()));
    }
    return why.toString();
  }

  private static List<String> guards(ImageReport report) {
    return report.guards().stream()
        .map(guard -> Html.row(Figures.guard(guard), text(guard.reader())))
        .toList();
  }

  private static List<String> heap(ImageReport report) {
    return report.heap().stream()
        .map(row -> Html.row("" + row.count(), Amounts.bytes(row.bytes()), row.className()))
        .toList();
  }

  private static List<String> sections(ImageReport report) {
    return report.sections().stream()
        .map(section -> Html.row(section.name(), Amounts.bytes(section.bytes())))
        .toList();
  }

  private static List<String> initializers(ImageReport report) {
    return report.initializers().stream()
        .map(
            i ->
                Html.row(
                    Amounts.millis(i.selfNanos()),
                    i.restored() ? "restored" : "runs at start",
                    i.className()))
        .toList();
  }

  private static String text(String valueOrNull) {
    return valueOrNull == null ? "" : valueOrNull;
  }

  private static String filled(String template, Map<String, String> values) {
    Matcher matcher = PLACE.matcher(template);
    StringBuilder page = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(page, Matcher.quoteReplacement(values.get(matcher.group(1))));
    }
    return matcher.appendTail(page).toString();
  }

  private static String template() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
