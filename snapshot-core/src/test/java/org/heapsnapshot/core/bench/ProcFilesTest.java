package org.heapsnapshot.core.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is read from files of proc(5). */
class ProcFilesTest {
  private static final String FIELDS =
      " S 1 2 3 4 5 4194560 1000 2000 30 40 11 12 130 24 20 0 19 0 8000 3000000000 70000";

  @Test
  void shouldAddUserAndSystemTimeOfChildren() {
    assertEquals(1540, ChildTimes.millis("4711 (java)" + FIELDS));
  }

  @Test
  void shouldFindTheFieldsBehindAStrangeName() {
    assertEquals(1540, ChildTimes.millis("4711 (a) R 9 (b )" + FIELDS + "\n"));
  }

  @Test
  void shouldNotKnowTheTimeFromAnotherFile() {
    assertTrue(Double.isNaN(ChildTimes.millis("1 (x) S 1 2")));
    assertTrue(Double.isNaN(ChildTimes.millis("")));
  }

  @Test
  void shouldReadTheHighWaterMark() {
    String status = "Name:\tjava\nVmPeak:\t 3059308 kB\nVmHWM:\t   41524 kB\nVmRSS:\t   40000 kB\n";
    assertEquals(41_524, PeakMemory.kib(status));
  }

  @Test
  void shouldSeeNoMemoryOfAnEndedProcess() {
    assertEquals(0, PeakMemory.kib("Name:\tjava\nState:\tZ (zombie)\n"));
  }
}
