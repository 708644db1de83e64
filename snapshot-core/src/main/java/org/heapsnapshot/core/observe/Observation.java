package org.heapsnapshot.core.observe;

import java.util.List;
import java.util.Set;

/**
 * The product of observe: a verdict for every class that was initialized, and the guards.
 *
 * @param verdicts in the order of initialization
 * @param guards sorted by kind and name
 * @param iterations how many child JVMs it took until nothing changed
 * @param memos static fields that are captured as they were at first, each {@code Class.field}
 * @param conditional those {@code BUILD_TIME} classes that are restored only where the guards hold
 *     that are {@link Guard#partial}; elsewhere their initializers run
 */
public record Observation(
    List<Verdict> verdicts,
    List<Guard> guards,
    int iterations,
    List<String> memos,
    Set<String> conditional) {}
