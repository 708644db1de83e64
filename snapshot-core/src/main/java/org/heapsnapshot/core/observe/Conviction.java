package org.heapsnapshot.core.observe;

import java.util.List;

/**
 * One reason found in one child JVM why a class must be {@code RUN_TIME}; fields as in {@link
 * Verdict}.
 */
public record Conviction(
    String className,
    String cause,
    String reason,
    List<String> evidence,
    String because,
    String advice) {}
