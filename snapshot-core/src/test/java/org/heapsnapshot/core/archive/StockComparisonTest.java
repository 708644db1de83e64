package org.heapsnapshot.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.classpath.ClassPath;
import org.heapsnapshot.core.jvm.InstalledJdks;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StockComparisonTest {
  @TempDir Path directory;

  static List<TargetJdk> jdks() {
    return InstalledJdks.find();
  }

  private final TrainingRuns training = TrainingRuns.of(List.of("x"), null, Duration.ofSeconds(60));

  /** An archive costs an empty program nothing on either side, so neither can win clearly. */
  @ParameterizedTest
  @MethodSource("jdks")
  void shouldMeasureBothSides(TargetJdk jdk) throws Exception {
    Path image = PlainImage.write(directory.toRealPath().resolve("app.img"));
    Path jar = PlainImage.write(directory.toRealPath().resolve("app.jar"), null);
    WrittenArchive written = new Archive(jdk, BuildOrigin.UNKNOWN).write(image, training, true);
    ClassPath original = new ClassPath(List.of(jar), PlainImage.MAIN, Map.of(), false);
    StockResult result =
        new StockComparison(jdk, List.of()).compare(original, written, training, 3);
    assertTrue(result.ratio() > 0.2 && result.ratio() < 5, result.sentence());
    assertTrue(result.medianImageMillis() > 5, result.sentence());
    String archive = jdk.hasAotCache() ? "AOT cache" : "AppCDS archive";
    assertTrue(result.sentence().contains("with its " + archive), result.sentence());
    boolean advised = result.sentence().contains("java -XX:");
    assertEquals(result.sentence().lines().count() > 1, advised, result.sentence());
  }

  @Test
  void shouldAdviseAgainstAnImageThatGainsNothing() {
    assertEquals("", StockComparison.advice(new double[] {0.5, 0.6, 0.7, 1.1, 0.5}, 0.6));
    String slower = StockComparison.advice(new double[] {1.5, 1.2, 1.3, 1.1, 0.9}, 1.2);
    assertTrue(slower.contains("not worth it"), slower);
    String noisy = StockComparison.advice(new double[] {0.5, 2, 0.9, 1.1, 0.9}, 0.9);
    assertTrue(noisy.contains("no clear gain"), noisy);
    String same = StockComparison.advice(new double[] {0.99, 0.98, 0.99, 0.99, 0.98}, 0.99);
    assertTrue(same.contains("no clear gain"), same);
  }

  @Test
  void throwsWhenTheTwoEndDifferently() throws Exception {
    TargetJdk jdk = TargetJdk.of(null);
    Path image = PlainImage.write(directory.toRealPath().resolve("app.img"));
    Path jar = PlainImage.write(directory.toRealPath().resolve("app.jar"), null);
    WrittenArchive written = new Archive(jdk, BuildOrigin.UNKNOWN).write(image, training, false);
    ClassPath wrong = new ClassPath(List.of(jar), "fixture.None", Map.of(), false);
    StockComparison comparison = new StockComparison(jdk, List.of());
    SnapshotException e =
        assertThrows(
            SnapshotException.class, () -> comparison.compare(wrong, written, training, 1));
    assertTrue(e.getMessage().contains("exit code 1"), e.getMessage());
  }

  @Test
  void shouldTakeTheMiddle() {
    assertEquals(2, StockComparison.median(new double[] {9, 1, 2}));
    assertEquals(1.5, StockComparison.median(new double[] {9, 1, 2, 0}));
  }
}
