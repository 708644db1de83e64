package org.heapsnapshot.core.closure;

/** Thrown where {@link FirstClasses} cannot go on: the way ends, or may end, there. */
final class EndOfWay extends Exception {
  private static final long serialVersionUID = 1;

  EndOfWay() {
    super(null, null, false, false);
  }
}
