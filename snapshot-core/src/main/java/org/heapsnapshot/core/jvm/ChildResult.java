package org.heapsnapshot.core.jvm;

/**
 * How a child JVM ended.
 *
 * @param exitCode its exit code; 128 + the signal's number when a signal ended it
 * @param timedOut whether it was killed because its time was over
 * @param untilSeen whether a line matched {@code until}, after which it was asked to end
 * @param output the end of its standard output, at most {@link ChildJvm#KEPT_BYTES} bytes
 * @param errors likewise of its standard error
 * @param nanos wall-clock time from its start to its end, or to the line that matched
 */
public record ChildResult(
    int exitCode, boolean timedOut, boolean untilSeen, String output, String errors, long nanos) {

  /** Exit code 0, or ended by us because {@code until} was seen; never after a time-out. */
  public boolean succeeded() {
    return !timedOut && (exitCode == 0 || untilSeen);
  }

  /** One phrase such as {@code exit code 3 after 120 ms}. */
  public String describe() {
    String time = " after " + nanos / 1_000_000 + " ms";
    return timedOut ? "killed" + time + ", its time was over" : "exit code " + exitCode + time;
  }

  /** The last lines of both streams, for a message; empty when there was no output. */
  public String lastLines(int count) {
    String both = output.isBlank() ? errors : errors.isBlank() ? output : output + "\n" + errors;
    var lines = both.lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
