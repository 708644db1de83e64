package org.heapsnapshot.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.observe.Verdict;

/**
 * What {@link SnapshotBuild#build} made.
 *
 * @param image the image
 * @param imageBytes its size
 * @param archive the CDS archive or AOT cache, or null when none was made
 * @param args the {@code .args} file
 * @param restored number of initializers that the image restores
 * @param trained number of the program's initializers that the training run ran
 * @param restoredNanos time that the restored ones took in the training run
 * @param trainedNanos time that all of them took in the training run
 * @param objects number of objects in the image
 * @param reseeded number of hashed collections rebuilt at boot
 * @param guards number of guards
 * @param iterations number of observations until nothing changed
 * @param costliest the verdicts of the most expensive initializers not restored, dearest first
 * @param costNanos binary class name to the time its initializer took in the training run, nested
 *     ones not counted; at least the classes of {@code costliest}
 * @param notes what else the user should know, a line each
 */
public record BuildSummary(
    Path image,
    long imageBytes,
    Path archive,
    Path args,
    int restored,
    int trained,
    long restoredNanos,
    long trainedNanos,
    int objects,
    int reseeded,
    int guards,
    int iterations,
    List<Verdict> costliest,
    Map<String, Long> costNanos,
    List<String> notes) {}
