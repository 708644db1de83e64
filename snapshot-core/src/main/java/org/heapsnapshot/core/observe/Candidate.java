package org.heapsnapshot.core.observe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedHeap;

/**
 * What becomes an image if nothing is found against it.
 *
 * @param heap the captured heap
 * @param certain those of the classes that every start initializes first before which nothing runs
 *     that is not observed
 * @param effects what the code of each initializer did when it was observed
 */
public record Candidate(
    CapturedHeap heap, List<String> certain, Map<String, Set<String>> effects) {}
