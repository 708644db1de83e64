package org.heapsnapshot.core.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;
import org.junit.jupiter.api.Test;

class BenchFiguresTest {
  private final BenchFigures figures =
      BenchFigures.of(
          new BenchResult(
              new BenchPlan(List.of("x"), 3, 1, 42, Duration.ofSeconds(9), null, null, null, null),
              "Some VM 17+1",
              2,
              List.of(
                  of(VariantKind.PLAIN, 0, 800, 820, 810),
                  of(VariantKind.STOCK, 9 << 20, 400, 410, 390),
                  of(VariantKind.IMAGE_AND_ARCHIVE, 10 << 20, 200, 205, 195)),
              List.of("something")));

  private static VariantResult of(VariantKind kind, long archive, double... millis) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < millis.length; i++) {
      double cpu = kind == VariantKind.PLAIN ? Double.NaN : millis[i] / 2;
      samples.add(new Sample(i, kind.ordinal(), millis[i], cpu));
    }
    Variant variant = new Variant(kind, List.of("java"), 2 << 20, archive, 3_000_000_000L);
    return new VariantResult(variant, samples, List.of(40960L, 43008L, 40960L));
  }

  @Test
  void shouldReferToTheStockArchive() {
    assertEquals("stock", figures.reference());
    assertEquals("end", figures.timeTo());
    BenchFigures.Row image = figures.rowOrNull(VariantKind.IMAGE_AND_ARCHIVE);
    assertEquals(200, image.medianMillis());
    assertEquals(195, image.leastMillis());
    assertEquals(0.5, image.ratio(), 1e-9);
    assertEquals(0.5, image.cpuRatio(), 1e-9);
    assertEquals(40, image.peakMib());
    assertEquals(1, image.peakRatio());
    assertEquals(10 << 20, image.archiveBytes());
    assertEquals(3000, image.archiveMillis());
    assertEquals(3, image.samples().size());
    assertNull(figures.rowOrNull(VariantKind.REPACKED));
  }

  @Test
  void shouldHaveNullForWhatIsUnknown() {
    BenchFigures.Row plain = figures.rowOrNull(VariantKind.PLAIN);
    assertNull(plain.cpuMillis());
    assertNull(plain.cpuRatio());
    assertNull(plain.archiveMillis());
  }

  @Test
  void shouldReadBackWhatItWrote() {
    assertEquals(figures, BenchFigures.fromJson(figures.toJson()));
  }

  @Test
  void throwsOnAnythingElse() {
    assertThrows(SnapshotException.class, () -> BenchFigures.fromJson("{}"));
    assertThrows(SnapshotException.class, () -> BenchFigures.fromJson("no JSON"));
    assertThrows(SnapshotException.class, () -> BenchFigures.fromJson(""));
  }
}
