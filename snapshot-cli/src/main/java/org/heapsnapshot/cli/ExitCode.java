package org.heapsnapshot.cli;

/** Exit codes of the tool; {@code run} passes on the program's own. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Failed, with a reason on standard error. */
  static final int FAILED = 1;

  /** The command line was not understood. */
  static final int USAGE = 2;

  private ExitCode() {}
}
