/**
 * Measures whole processes, cold: the ways of starting one program against each other, in blocks
 * that hold each way once, in random order.
 *
 * <p>Enters: {@link org.heapsnapshot.core.bench.Variant}s, ready to be started, and a {@link
 * org.heapsnapshot.core.bench.BenchPlan}. Leaves: {@link org.heapsnapshot.core.bench.BenchResult}
 * with every sample. Every start must print and end as the first variant does, and a start from the
 * image must restore it; otherwise there is no result.
 *
 * <p>CPU time is what the kernel counts for the children of this process ({@code cutime} and {@code
 * cstime} of {@code /proc/self/stat}), peak memory the high-water mark of {@code /proc/PID/status};
 * elsewhere than on Linux both are unknown.
 *
 * <p>Imports {@code core.jvm}, {@code core.archive}'s reports, {@code Progress} and {@code
 * SnapshotException}.
 */
package org.heapsnapshot.core.bench;
