package org.heapsnapshot.core.bench;

/**
 * One measured start (of several processes at once, when the plan says so).
 *
 * @param block in which block, from 0
 * @param turn as which of its block, from 0
 * @param wallMillis from before the process was started to its end, to the line, or to the answer;
 *     of several to that of the last
 * @param cpuMillis user and system time, of one process on average, good to 10 ms; NaN when it is
 *     unknown
 */
public record Sample(int block, int turn, double wallMillis, double cpuMillis) {}
