package org.heapsnapshot.core.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.heapsnapshot.core.bench.BenchPlan.HttpQuestion;
import org.heapsnapshot.core.jvm.TargetJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir Path directory;

  private final TargetJdk jdk = TargetJdk.of(null);
  private int starts = 2;
  private int parallel = 1;
  private Pattern until;
  private HttpQuestion request;
  private Pattern ignore;
  private Path template;

  private BenchResult bench(List<String> args, Variant... variants) {
    BenchPlan plan =
        new BenchPlan(
            args, starts, parallel, 42, Duration.ofSeconds(60), until, request, ignore, template);
    return new Bench(plan, List.of(variants), jdk, Progress.NONE).run(List.of("a note"));
  }

  private Variant variant(VariantKind kind, String... flags) {
    String classes =
        Path.of(BenchFixture.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    List<String> command = new ArrayList<>(List.of(jdk.launcher().toString(), "-Xshare:auto"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classes, BenchFixture.class.getName()));
    return new Variant(kind, command, 1, 0, 0);
  }

  @Test
  void shouldStartEveryVariantOnceInEachBlock() {
    starts = 3;
    BenchResult result =
        bench(List.of("print"), variant(VariantKind.PLAIN), variant(VariantKind.STOCK));
    assertEquals(VariantKind.STOCK, result.reference().variant().kind());
    assertEquals(List.of("a note"), result.notes());
    for (int block = 0; block < 3; block++) {
      Set<Integer> turns = new TreeSet<>();
      for (VariantResult one : result.results()) {
        assertEquals(block, one.samples().get(block).block());
        assertTrue(one.samples().get(block).wallMillis() > 1);
        turns.add(one.samples().get(block).turn());
      }
      assertEquals(Set.of(0, 1), turns);
    }
  }

  @Test
  void shouldMeasureProcessorTimeAndMemoryOnLinux() {
    VariantResult one = bench(List.of("print"), variant(VariantKind.PLAIN)).results().get(0);
    if (Files.exists(Path.of("/proc/self/stat"))) {
      assertTrue(one.cpuMillis() > 0 && one.cpuMillis() < 60_000, "" + one.cpuMillis());
      assertTrue(one.peakMib() > 5 && one.peakMib() < 4_000, "" + one.peakMib());
      assertEquals(Bench.WATCHED, one.peakKib().size());
    }
  }

  @Test
  void throwsWhenAVariantPrintsSomethingElse() {
    SnapshotException e =
        assertThrows(
            SnapshotException.class,
            () ->
                bench(
                    List.of("print"),
                    variant(VariantKind.PLAIN),
                    variant(VariantKind.STOCK, "-Dword=other")));
    assertTrue(
        e.getMessage()
            .startsWith(
                "'stock' did something else than 'plain': line 1 of its output is 'other',"
                    + " expected 'hello'"),
        e.getMessage());
  }

  @Test
  void shouldIgnoreWhatMayDiffer() {
    ignore = Pattern.compile("hello|other");
    bench(List.of("print"), variant(VariantKind.PLAIN), variant(VariantKind.STOCK, "-Dword=other"));
  }

  @Test
  void throwsWhenAVariantEndsWithAnotherCode() {
    SnapshotException e =
        assertThrows(
            SnapshotException.class,
            () ->
                bench(
                    List.of("exit"),
                    variant(VariantKind.PLAIN),
                    variant(VariantKind.REPACKED, "-Dcode=4")));
    assertTrue(e.getMessage().contains("exit code 4, expected 0"), e.getMessage());
  }

  @Test
  void throwsWhenTheProgramDoesNotRepeatItself() {
    SnapshotException e =
        assertThrows(
            SnapshotException.class, () -> bench(List.of("time"), variant(VariantKind.PLAIN)));
    assertTrue(e.getMessage().startsWith("'plain' does not do the same twice"), e.getMessage());
  }

  /** The program counts its starts in a file; in a fresh copy each is the first. */
  @Test
  void shouldStartInAFreshCopyOfTheDirectory() throws Exception {
    template = Files.createDirectories(directory.resolve("template/below")).getParent();
    Files.writeString(template.resolve("below/file"), "x");
    bench(List.of("count", "below/file"), variant(VariantKind.PLAIN));
    assertEquals(Set.of("below"), Set.of(template.toFile().list()));
  }

  @Test
  void throwsWhenAnImageIsNotRestored() {
    SnapshotException e =
        assertThrows(
            SnapshotException.class, () -> bench(List.of("print"), variant(VariantKind.IMAGE)));
    assertTrue(
        e.getMessage().startsWith("a start of 'image' did not restore its image: no report"),
        e.getMessage());
  }

  @Test
  void shouldMeasureToTheFirstRightAnswer() {
    request = new HttpQuestion("http://127.0.0.1:@PORT@/x", 200, Pattern.compile("^up \\d+$"));
    ignore = Pattern.compile("\\d{3,}$");
    parallel = 2;
    VariantResult one =
        bench(List.of("serve", "@PORT@"), variant(VariantKind.PLAIN)).results().get(0);
    assertEquals(2, one.samples().size());
  }

  @Test
  void throwsWhenNoAnswerIsRight() {
    request = new HttpQuestion("http://127.0.0.1:@PORT@/x", 200, null);
    SnapshotException e =
        assertThrows(
            SnapshotException.class, () -> bench(List.of("print"), variant(VariantKind.PLAIN)));
    assertTrue(e.getMessage().contains("before it answered rightly"), e.getMessage());
  }

  @Test
  void shouldMeasureToALineAndEndTheServer() {
    until = Pattern.compile("^ready");
    VariantResult one = bench(List.of("line"), variant(VariantKind.PLAIN)).results().get(0);
    assertTrue(one.medianMillis() < 50_000, "" + one.medianMillis());
  }

  @Test
  void throwsWithoutTheLine() {
    until = Pattern.compile("^ready");
    SnapshotException e =
        assertThrows(
            SnapshotException.class, () -> bench(List.of("print"), variant(VariantKind.PLAIN)));
    assertTrue(e.getMessage().contains("without the line waited for"), e.getMessage());
  }
}
