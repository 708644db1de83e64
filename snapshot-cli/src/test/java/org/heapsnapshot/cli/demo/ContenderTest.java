package org.heapsnapshot.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.heapsnapshot.core.Progress;
import org.heapsnapshot.core.SnapshotException;
import org.junit.jupiter.api.Test;

class ContenderTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void shouldTakeTheMiddleOfItsStarts() {
    Contender contender = contender(30, 10, 20);
    assertEquals(20_000_000, contender.medianNanos());
    assertEquals(10_000_000, contender.fastestNanos());

    contender.took(40_000_000);
    assertEquals(25_000_000, contender.medianNanos());
  }

  @Test
  void shouldCompareWithTheFirst() {
    List<String> lines = DemoText.table(List.of(contender(200), contender(50))).lines().toList();

    assertTrue(lines.get(1).endsWith("200 ms    200 ms    1.00"), lines.get(1));
    assertTrue(lines.get(2).endsWith("50 ms     50 ms    0.25"), lines.get(2));
  }

  @Test
  void throwsWhenAStartPrintsSomethingElse() {
    Contender one = new Contender("one", List.of(JAVA, "--version"));
    Contender other = new Contender("other", List.of(JAVA, "-version"));
    Race race = new Race(List.of(one, other));

    SnapshotException e = assertThrows(SnapshotException.class, () -> race.run(1, Progress.NONE));
    assertTrue(e.getMessage().startsWith("a start of 'other' printed something else"));
  }

  @Test
  void throwsWhenAStartFails() {
    Race race = new Race(List.of(new Contender("one", List.of(JAVA, "-XX:NoSuchFlag"))));

    SnapshotException e = assertThrows(SnapshotException.class, () -> race.run(1, Progress.NONE));
    assertTrue(e.getMessage().startsWith("a start of 'one' ended with exit code 1"));
  }

  private static Contender contender(long... millis) {
    Contender contender = new Contender("c", List.of());
    for (long m : millis) {
      contender.took(m * 1_000_000);
    }
    return contender;
  }
}
