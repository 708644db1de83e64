package org.heapsnapshot.core;

import java.util.List;
import org.heapsnapshot.core.train.Profile;

/**
 * What an image could save at most.
 *
 * @param archive the best stock archive: {@code its AOT cache}, {@code its AppCDS archive} or
 *     {@code no archive}
 * @param wallMillis median of whole processes of the unmodified program with that archive
 * @param initializerMillis of that, spent in initializers
 * @param starts how many processes were measured
 * @param initializers those of the traced run, dearest first by self time
 * @param tracedNanos self time of all of them in the traced run
 */
public record EstimateSummary(
    String archive,
    double wallMillis,
    double initializerMillis,
    int starts,
    List<Profile.Initialized> initializers,
    long tracedNanos) {}
