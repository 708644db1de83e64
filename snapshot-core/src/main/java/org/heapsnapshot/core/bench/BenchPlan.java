package org.heapsnapshot.core.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How to measure.
 *
 * @param args the program's arguments; {@code @PORT@} becomes a free port, another one each start
 * @param starts measured starts of each variant, at least 1
 * @param parallel how many processes each of these starts is, at once; at least 1
 * @param seed of the order within blocks and of the bootstrap
 * @param timeout a start that takes longer fails
 * @param until for servers: the time counts to the first line of output with a match, or null
 * @param request for servers: the time counts to the first right answer, or null
 * @param ignore matches of this in the output (or the answer) may differ, or null
 * @param directory every start works in a fresh copy of it, or null for the working directory of
 *     this process
 */
public record BenchPlan(
    List<String> args,
    int starts,
    int parallel,
    long seed,
    Duration timeout,
    Pattern until,
    HttpQuestion request,
    Pattern ignore,
    Path directory) {
  /** Stands for a free port in arguments and URLs. */
  public static final String PORT = "@PORT@";

  /** Checks the counts. */
  public BenchPlan {
    args = List.copyOf(args);
    if (starts < 1 || parallel < 1) {
      throw new IllegalArgumentException("starts=" + starts + " parallel=" + parallel);
    }
  }

  /** Whether the program serves until we end it; its output and exit code then do not count. */
  boolean isServer() {
    return until != null || request != null;
  }

  /** What counts of an output. */
  String comparable(String output) {
    return ignore == null ? output : ignore.matcher(output).replaceAll("");
  }

  /**
   * What a server is asked, again and again until the answer is right.
   *
   * @param url with {@link #PORT} where the port goes
   * @param status the status of a right answer
   * @param expect the body of a right answer has a match of this; null for any
   */
  public record HttpQuestion(String url, int status, Pattern expect) {}
}
