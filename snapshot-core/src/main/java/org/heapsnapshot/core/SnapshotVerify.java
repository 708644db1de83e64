package org.heapsnapshot.core;

import java.nio.file.Path;

/**
 * Compares the state that an image restores with the state that its initializers build: the one
 * entry point of {@code verify}.
 *
 * <p>Thread-safety: an instance is for one thread and one job.
 */
public final class SnapshotVerify {
  private final Path image;
  private final Path javaHome;
  private final Progress progress;

  /**
   * A job that has not started.
   *
   * @param javaHome the JDK to verify on, or null for the one this tool runs on
   */
  public SnapshotVerify(Path image, Path javaHome, Progress progress) {
    this.image = image;
    this.javaHome = javaHome;
    this.progress = progress;
  }

  /**
   * Restores the image in one JVM, initializes ordinarily in another, and compares.
   *
   * @throws SnapshotException when one of the two cannot be done, so that nothing was compared
   */
  public VerifySummary verify() {
    progress.stage("verify");
    throw new SnapshotException(
        "Verification is not connected yet: image=" + image + " javaHome=" + javaHome);
  }
}
