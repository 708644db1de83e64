package org.heapsnapshot.core;

import org.heapsnapshot.core.train.Profile;

/**
 * The pipeline from a program to its image: the one entry point of {@code train} and {@code build}.
 *
 * <p>Thread-safety: an instance is for one thread and one job.
 */
public final class SnapshotBuild {
  private final BuildRequest request;
  private final Progress progress;

  /** A job that has not started. */
  public SnapshotBuild(BuildRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Runs the training runs of the request and nothing else.
   *
   * @throws SnapshotException when the program cannot be found or a training run fails or hangs
   */
  public Profile train() {
    progress.stage("train");
    throw new SnapshotException("Training is not connected yet: main=" + request.mainClass());
  }

  /**
   * Builds the image (and its archive, when asked for) and puts them at {@code request.output()}.
   * When it fails, an image that was there before stays as it was.
   *
   * @throws SnapshotException when the image cannot be built
   */
  public BuildSummary build() {
    progress.stage("classpath");
    throw new SnapshotException("Building is not connected yet: output=" + request.output());
  }
}
