package org.heapsnapshot.cli.text;

import java.nio.file.Path;
import org.heapsnapshot.core.train.Profile;

/** What {@code train} prints at its end. */
public final class TrainText {
  private TrainText() {}

  /** The summary, ending in a line feed. */
  public static String of(Profile profile, Path file) {
    long nanos = profile.initialized().stream().mapToLong(Profile.Initialized::selfNanos).sum();
    return file
        + ": "
        + Amounts.count(profile.runs().size(), "run")
        + ", "
        + Amounts.count(profile.loaded().size(), "class").replace("classs", "classes")
        + " loaded, "
        + profile.initialized().size()
        + " initialized in "
        + Amounts.millis(nanos)
        + ", "
        + Amounts.count(profile.resources().size(), "resource")
        + " opened\n";
  }
}
