package org.heapsnapshot.core.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * The product of the archive stage.
 *
 * @param archive the CDS archive or AOT cache, absolute; null when there is none (the notes say
 *     why)
 * @param args the {@code java} argument file that starts the image, absolute
 * @param nanos what making them took
 * @param notes what the user should know, one line each; empty when all went well
 */
public record WrittenArchive(Path archive, Path args, long nanos, List<String> notes) {
  /** Copies the notes. */
  public WrittenArchive {
    notes = List.copyOf(notes);
  }
}
