package org.heapsnapshot.core;

/**
 * A failure the user can act on: the message says what was found, what was expected, where, and
 * what to do. The command line prints the message alone and exits with 1.
 */
public class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its whole message. */
  public SnapshotException(String message) {
    super(message);
  }

  /** A failure with its whole message and what caused it. */
  public SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
