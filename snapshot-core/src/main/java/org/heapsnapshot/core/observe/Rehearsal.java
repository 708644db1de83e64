package org.heapsnapshot.core.observe;

import java.nio.file.Path;
import java.util.List;

/**
 * What a rehearsing JVM hands back.
 *
 * @param convictions classes that a training run leaves in another state than the observation did
 */
public record Rehearsal(List<Conviction> convictions) {
  /** Where the rehearsing JVM finds the {@link Candidate}, next to where it writes this. */
  public static Path candidateOf(Path output) {
    return output.resolveSibling(output.getFileName() + ".candidate");
  }
}
