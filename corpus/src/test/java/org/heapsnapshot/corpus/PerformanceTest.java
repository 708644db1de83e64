package org.heapsnapshot.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.bench.BenchFigures;
import org.heapsnapshot.core.bench.VariantKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:00Z");

  @TempDir Path directory;

  private static Measured measured(String program, double ratio, double cpu, double peak) {
    List<BenchFigures.Row> rows = new ArrayList<>();
    for (VariantKind kind : VariantKind.values()) {
      boolean ours = kind == VariantKind.IMAGE_AND_ARCHIVE;
      double of = ours ? ratio : 1;
      rows.add(row(kind, of, ours ? cpu : 1, ours ? peak : 1));
    }
    return new Measured(program, 17, 12.3, 3 << 20, AT, figures(1, rows), figures(8, rows));
  }

  private static BenchFigures.Row row(VariantKind kind, double ratio, double cpu, double peak) {
    return new BenchFigures.Row(
        kind.label(),
        "",
        400 * ratio,
        390 * ratio,
        ratio,
        ratio - 0.01,
        ratio + 0.01,
        300 * cpu,
        cpu,
        50 * peak,
        peak,
        1 << 20,
        9 << 20,
        2000.0,
        List.of(),
        List.of());
  }

  private static BenchFigures figures(int parallel, List<BenchFigures.Row> rows) {
    return new BenchFigures(
        "Some VM 17+1", 2, List.of(), 15, parallel, 42, "end", "stock", rows, List.of());
  }

  @Test
  void shouldCompareWithTheTargets() {
    List<Measured> all =
        List.of(
            measured("clojure", 0.48, 0.5, 1.2),
            measured("h2", 0.75, 1.5, 1),
            measured("empty", 1.01, 1, 1));
    List<Targets.Line> lines = new Targets(17, all).lines();
    assertEquals(new Targets.Line("Clojure `-e`", "≤ 0.48", "0.48", true), lines.get(0));
    assertEquals(
        new Targets.Line("geometric mean of 2 programs", "≤ 0.70", "0.60", true), lines.get(1));
    assertEquals(new Targets.Line("each program", "≤ 1.02", "0.75 (h2)", true), lines.get(2));
    assertEquals("0.87", lines.get(3).measured());
    assertTrue(!lines.get(3).met());
    assertEquals(
        new Targets.Line("peak memory, each program", "≤ 1.10", "1.20 (clojure)", false),
        lines.get(4));
    assertEquals(
        new Targets.Line("empty `main`, image of no state", "≤ +3 ms", "+4.0 ms", false),
        lines.get(6));
  }

  @Test
  void shouldWriteATableForEachJdk() {
    String tables = Performance.of(List.of(measured("h2", 0.75, 0.8, 1)), "a processor");
    assertTrue(tables.contains("Measured on a processor, 2 processors, at " + AT), tables);
    assertTrue(tables.contains("### JDK 17\n"), tables);
    assertTrue(tables.contains("| each program | ≤ 1.02 | 0.75 (h2) | met |"), tables);
    assertTrue(
        tables.contains("| h2 | 400 ms | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 0.75 | 0.74 to 0.76 |"),
        tables);
    assertTrue(
        tables.contains(
            "| h2 | 300 ms | 240 ms | 0.80 | 50 MB | 1.00 | 0.75 | 3.0 MB | 9.0 MB | 9.0 MB |"
                + " 12 s | 2 s |"),
        tables);
  }

  @Test
  void shouldKeepWhatWasMeasuredBefore() throws IOException {
    Measured first = measured("rhino", 0.5, 0.6, 1);
    Measured second = measured("antlr", 0.7, 0.6, 1);
    first.write(directory);
    second.write(directory);
    assertEquals(
        List.of(second, first),
        Measured.readAll(directory, List.of("antlr", "h2", "rhino"), List.of(17, 25)));
  }

  @Test
  void shouldReplaceItsPartOfThePageAlone() throws IOException {
    String page =
        "before\n<!-- tables: begin, written by corpus/run -->\nold\n<!-- tables: end -->\nafter\n";
    String once = MarkedPage.with(page, "tables", "new\n");
    assertEquals(
        "before\n<!-- tables: begin, written by corpus/run -->\n\nnew\n\n<!-- tables: end -->\n"
            + "after\n",
        once);
    assertEquals(once, MarkedPage.with(once, "tables", "new\n"));
    Path ours = Path.of("../docs/PERFORMANCE.md");
    assertTrue(MarkedPage.with(Files.readString(ours), Performance.PART, "x\n").contains("\nx\n"));
  }

  @Test
  void throwsOnAPageWithoutThePart() {
    assertThrows(
        IllegalArgumentException.class, () -> MarkedPage.with("page\n", "tables", "new\n"));
  }

  @Test
  void shouldUnderstandTheCommandLine() {
    Corpus.Choice choice =
        Corpus.Choice.of(List.of("--bench", "/x.md", "-n", "30", "rhino", "empty"));
    assertEquals(Path.of("/x.md"), choice.bench());
    assertEquals(30, choice.starts());
    assertEquals(List.of("rhino", "empty"), choice.programs().stream().map(Program::name).toList());
    assertEquals(9, Corpus.Choice.of(List.of("--bench", "/x.md")).programs().size());
    assertEquals(8, Corpus.Choice.of(List.of()).programs().size());
    assertThrows(
        IllegalArgumentException.class, () -> Corpus.Choice.of(List.of("-n", "0", "rhino")));
    assertThrows(IllegalArgumentException.class, () -> Corpus.Choice.of(List.of("--bench")));
  }
}
