package org.heapsnapshot.core.agent;

import java.util.List;
import org.heapsnapshot.core.capture.CapturedHeap;

/**
 * What a verifying child JVM hands back.
 *
 * @param status the property {@code snapshot.status}, or empty
 * @param problems what is wrong in this JVM alone, a line each
 * @param collections number of hashed collections that were looked up
 * @param heap the captured heap, or null when an object could not be captured
 */
public record VerifyReport(
    String status, List<String> problems, int collections, CapturedHeap heap) {}
