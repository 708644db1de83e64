package org.heapsnapshot.core.bench;

import java.util.List;

/**
 * One way of starting the program, ready.
 *
 * @param kind which
 * @param command the launcher, its flags and what it starts; without the program's arguments
 * @param programBytes size of the jars, the bundle or the image
 * @param archiveBytes size of the archive; 0 when there is none
 * @param archiveNanos what training and writing the archive took; 0 when there is none
 */
public record Variant(
    VariantKind kind,
    List<String> command,
    long programBytes,
    long archiveBytes,
    long archiveNanos) {
  /** Copies the command. */
  public Variant {
    command = List.copyOf(command);
  }
}
