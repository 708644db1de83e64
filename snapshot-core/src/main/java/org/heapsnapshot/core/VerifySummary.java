package org.heapsnapshot.core;

import java.util.List;

/**
 * What {@link SnapshotVerify#verify} found.
 *
 * @param clean whether the two states are the same and every look-up succeeded
 * @param objects number of objects compared
 * @param collections number of hashed collections in which every key was looked up
 * @param differences what differs, a line each with the path of fields; empty when clean
 */
public record VerifySummary(
    boolean clean, int objects, int collections, List<String> differences) {}
