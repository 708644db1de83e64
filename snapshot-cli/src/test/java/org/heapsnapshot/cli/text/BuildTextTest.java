package org.heapsnapshot.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.cli.Reports;
import org.heapsnapshot.core.BuildSummary;
import org.heapsnapshot.core.VerifySummary;
import org.heapsnapshot.core.observe.Verdict;
import org.heapsnapshot.core.train.Profile;
import org.junit.jupiter.api.Test;

class BuildTextTest {

  @Test
  void shouldSayWhatWasMadeAndHowToStartIt() {
    String text =
        BuildText.of(summary(List.of(Reports.CLOCK), Map.of("app.util.Clock", 2_500_000L)));

    assertTrue(text.contains("app.img (2.0 MiB)"), text);
    assertTrue(text.contains("3 of 4 initializers, 75.0 ms of 100.0 ms (75 %)"), text);
    assertTrue(text.contains("1 collection rebuilt at boot, 0 guards"), text);
    assertTrue(text.contains("java @app.img.args"), text);
    assertTrue(text.contains("first note"), text);
    assertTrue(text.contains("2.5 ms  app.util.Clock\n"), text);
    assertTrue(text.contains("EFFECT: reads the time of day"), text);
  }

  @Test
  void shouldListTenOfTheCostliest() {
    List<Verdict> many = new ArrayList<>();
    Map<String, Long> costs = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      many.add(new Verdict("app.C" + i, false, "HEAP", "r", List.of(), "", ""));
      costs.put("app.C" + i, 1_000_000L);
    }
    String text = BuildText.of(summary(many, costs));

    assertTrue(text.contains("app.C9\n"), text);
    assertFalse(text.contains("app.C10\n"), text);
  }

  @Test
  void shouldNotMentionCostlyInitializersWhereThereAreNone() {
    assertFalse(BuildText.of(summary(List.of(), Map.of())).contains("expensive"));
  }

  @Test
  void shouldSumUpAProfile() {
    Profile profile =
        new Profile(
            List.of("", "-x"),
            List.of("a.A", "a.B"),
            List.of(
                new Profile.Initialized("a.A", 5_000_000, 3_000_000),
                new Profile.Initialized("a.B", 2_000_000, 2_000_000)),
            List.of("r"),
            List.of());

    assertEquals(
        "p: 2 runs, 2 classes loaded, 2 initialized in 5.0 ms, 1 resource opened\n",
        TrainText.of(profile, Path.of("p")));
  }

  @Test
  void shouldSayWhetherTheStatesAreTheSame() {
    assertEquals(
        "Same state: 1,500 objects compared, every key of 1 hashed collection looked up.\n",
        VerifyText.of(new VerifySummary(true, 1500, 1, List.of())));
    assertEquals(
        "1 difference (2 objects compared, every key of 0 hashed collections looked up):\n"
            + "  a.B.map: size 1, not 2\n",
        VerifyText.of(new VerifySummary(false, 2, 0, List.of("a.B.map: size 1, not 2"))));
  }

  private static BuildSummary summary(List<Verdict> costliest, Map<String, Long> costs) {
    return new BuildSummary(
        Path.of("app.img"),
        2 << 20,
        null,
        Path.of("app.img.args"),
        3,
        4,
        75_000_000,
        100_000_000,
        1000,
        1,
        0,
        5,
        costliest,
        costs,
        List.of("first note\nits second line"));
  }
}
