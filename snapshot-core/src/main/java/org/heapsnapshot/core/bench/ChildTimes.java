package org.heapsnapshot.core.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The CPU time of the children of this process that have ended: fields {@code cutime} and {@code
 * cstime} of {@code /proc/self/stat} (proc(5)).
 *
 * <p>The kernel sums nanoseconds and shows hundredths of a second. The difference over one child is
 * therefore wrong by up to 10 ms either way, but the sum of the differences over many children is
 * not: the mean of the samples is what counts, not their median.
 */
final class ChildTimes {
  private static final Path STAT = Path.of("/proc/self/stat");

  /** {@code sysconf(_SC_CLK_TCK)} of every Linux that runs HotSpot. */
  private static final double MILLIS_PER_TICK = 10;

  private static final int FIRST_FIELD_BEHIND_NAME = 3;
  private static final int CUTIME = 16;
  private static final int CSTIME = 17;

  private ChildTimes() {}

  /** Milliseconds so far; NaN where there is no such file. */
  static double millis() {
    try {
      return millis(Files.readString(STAT));
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** The same from the text of the file; NaN when it is another. */
  static double millis(String stat) {
    // The name of the program stands in parentheses and may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
    if (fields.length <= CSTIME - FIRST_FIELD_BEHIND_NAME) {
      return Double.NaN;
    }
    return MILLIS_PER_TICK
        * (Long.parseLong(fields[CUTIME - FIRST_FIELD_BEHIND_NAME])
            + Long.parseLong(fields[CSTIME - FIRST_FIELD_BEHIND_NAME]));
  }
}
