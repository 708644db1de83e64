package org.heapsnapshot.core.observe;

import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;

/**
 * What observing ends with.
 *
 * @param observation verdicts and guards
 * @param heap the captured heap, its hashed collections marked
 * @param unloadable classes of the closure that could not be loaded
 */
public record Observed(
    Observation observation, CapturedHeap heap, Map<String, String> unloadable) {}
