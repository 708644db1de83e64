package org.heapsnapshot.core.capture;

/**
 * A call that nobody made, as a part of how an object is carried: what the object tells of itself
 * is turned into calls that make it again.
 *
 * @param after whether it is made after filling; only others such take its result
 */
record OwnCall(RecordedCall call, boolean after) {
  /** A call whose result is the object or an argument. */
  static OwnCall of(String method, Object... arguments) {
    return new OwnCall(new RecordedCall(method, arguments), false);
  }

  /** A call made after filling. */
  static OwnCall after(String method, Object... arguments) {
    return new OwnCall(new RecordedCall(method, arguments), true);
  }
}
