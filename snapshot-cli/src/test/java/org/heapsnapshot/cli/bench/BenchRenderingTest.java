package org.heapsnapshot.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.heapsnapshot.core.bench.BenchPlan;
import org.heapsnapshot.core.bench.BenchResult;
import org.heapsnapshot.core.bench.Sample;
import org.heapsnapshot.core.bench.Variant;
import org.heapsnapshot.core.bench.VariantKind;
import org.heapsnapshot.core.bench.VariantResult;
import org.junit.jupiter.api.Test;

class BenchRenderingTest {
  private final BenchResult result =
      new BenchResult(
          new BenchPlan(List.of("x"), 3, 1, 42, Duration.ofSeconds(9), null, null, null, null),
          "Some VM 17+1",
          2,
          List.of(
              of(VariantKind.PLAIN, 0, 800, 820, 810),
              of(VariantKind.STOCK, 9 << 20, 400, 410, 390),
              of(VariantKind.REWRITTEN, 9 << 20, 380, 380, 380),
              of(VariantKind.IMAGE_AND_ARCHIVE, 10 << 20, 200, 205, 195)),
          List.of("something"));

  private static VariantResult of(VariantKind kind, long archive, double... millis) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < millis.length; i++) {
      samples.add(new Sample(i, kind.ordinal(), millis[i], 100));
    }
    Variant variant = new Variant(kind, List.of("java"), 2 << 20, archive, 3_000_000_000L);
    return new VariantResult(variant, samples, List.of(40960L, 43008L, 40960L));
  }

  private static VariantResult unknown() {
    return new VariantResult(
        new Variant(VariantKind.IMAGE, List.of("java"), 1, 0, 0),
        List.of(new Sample(0, 0, 100, Double.NaN)),
        List.of());
  }

  private BenchResult withUnknown() {
    return new BenchResult(result.plan(), result.jdk(), 2, List.of(unknown()), List.of());
  }

  @Test
  void shouldShowRatiosToTheStockArchive() {
    String table = BenchTable.of(result);
    List<String> lines = table.lines().toList();
    assertEquals(
        "plain             810 ms    800 ms   2.00 2.00 to 2.08     100 ms   1.00   40.0 MB   1.00"
            + "         -       -",
        lines.get(1));
    assertEquals(
        "stock             400 ms    390 ms      1                  100 ms      1   40.0 MB      1"
            + "    9.0 MB   3.0 s",
        lines.get(2));
    assertTrue(lines.get(4).contains(" 0.50 0.50 to 0.50 "), table);
    assertTrue(table.contains("seed 42"), table);
    assertTrue(table.contains("image+archive to rewritten 0.53 (0.51 to 0.54)"), table);
    assertTrue(table.endsWith("note: something\n"), table);
  }

  @Test
  void shouldShowWhatIsUnknownAsADash() {
    String table = BenchTable.of(withUnknown());
    assertTrue(table.lines().toList().get(1).matches("image +100 ms +100 ms +1 +- +1 .*"), table);
    assertFalse(table.contains("NaN"), table);
    assertFalse(table.contains("What the state alone gains"), table);
  }

  @Test
  void shouldWriteEveryStartAsALine() {
    List<String> lines = BenchCsv.of(result).lines().toList();
    assertEquals(13, lines.size());
    assertEquals("variant,block,turn,wall_ms,cpu_ms", lines.get(0));
    assertEquals("plain,1,0,820.000,100.000", lines.get(2));
    assertEquals("image,0,0,100.000,", BenchCsv.of(withUnknown()).lines().toList().get(1));
  }

  @Test
  void shouldDrawWithoutADisplay() throws IOException {
    BufferedImage chart =
        ImageIO.read(new ByteArrayInputStream(BenchChart.png(result, "some program")));
    assertEquals(900, chart.getWidth());
    int colours = 0;
    int bar = chart.getRGB(250, 400);
    for (int x = 0; x < chart.getWidth(); x++) {
      colours += chart.getRGB(x, 440) == bar ? 1 : 0;
    }
    assertTrue(colours > 100 && colours < 800, "" + colours);
  }
}
