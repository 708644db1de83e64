package org.heapsnapshot.cli;

import picocli.CommandLine.Option;

/** The option of every command that takes long. */
final class Quiet {
  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  boolean on() {
    return quiet;
  }
}
