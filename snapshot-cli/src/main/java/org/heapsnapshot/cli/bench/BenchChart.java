package org.heapsnapshot.cli.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.bench.BenchResult;
import org.heapsnapshot.core.bench.Statistics;
import org.heapsnapshot.core.bench.VariantResult;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;

/** The medians as bars with their 95 % intervals. Needs no display. */
public final class BenchChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;

  private BenchChart() {}

  /**
   * The chart as the bytes of a PNG.
   *
   * @param title what was measured
   * @throws IOException if the JDK cannot write PNGs
   */
  public static byte[] png(BenchResult result, String title) throws IOException {
    System.setProperty("java.awt.headless", "true");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BitmapEncoder.saveBitmap(chart(result, title), bytes, BitmapFormat.PNG);
    return bytes.toByteArray();
  }

  private static CategoryChart chart(BenchResult result, String title) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle("milliseconds, median and its 95 % interval")
            .theme(ChartTheme.GGPlot2)
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.6);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setLabelsPosition(0.5);
    chart.getStyler().setDecimalPattern("#,##0");
    List<String> names = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (VariantResult one : result.results()) {
      Statistics.Interval interval = Statistics.bootstrap(one.wallMillis(), result.plan().seed());
      names.add(one.variant().kind().label());
      medians.add(one.medianMillis());
      // Bars of errors are symmetric: the further end counts.
      errors.add(
          Math.max(one.medianMillis() - interval.low(), interval.high() - one.medianMillis()));
    }
    chart.addSeries("median", names, medians, errors);
    return chart;
  }
}
