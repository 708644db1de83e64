package org.heapsnapshot.core.capture;

import java.util.List;

/**
 * A restored class that boot does not initialize: it is initialized at its natural time, with what
 * is said here in place of the body of its initializer. Its other statics are restored at boot.
 *
 * @param classIndex the class
 * @param steps in the order in which its initializer made them; may be empty
 */
public record CapturedLate(int classIndex, List<Step> steps) {

  /** One thing that it does. */
  public sealed interface Step {}

  /** A static field of the class that is to hold the answer. */
  public record Target(String name, String descriptor) {}

  /**
   * Makes a call.
   *
   * @param object id of a {@link CapturedObject.FactoryCall}
   * @param targets may be empty
   */
  public record Obtain(int object, List<Target> targets) implements Step {}

  /**
   * Reads a static field of another class, which obtained what it holds.
   *
   * @param classIndex that class
   * @param from its field
   */
  public record Copy(int classIndex, Target from, List<Target> targets) implements Step {}

  /**
   * Makes a call for its effect; or because it makes an object, of which a part is that of another
   * process.
   *
   * @param into number of the object that takes over what the call makes, among what the class is
   *     {@link CapturedStatics#handed}; -1 when it is made for its effect
   * @param arguments a receiver first
   * @param line of the initializer, for stack traces; not positive when it is not known
   */
  public record Replay(ReplayedCall call, int into, List<Argument> arguments, int line)
      implements Step {}

  /** Receiver or argument of a call that is replayed. */
  public sealed interface Argument {}

  /** An object; {@code number} is an index into {@link CapturedStatics#handed} of the class. */
  public record Handed(int number) implements Argument {}

  /** A primitive in its box, or null. */
  public record Constant(Object value) implements Argument {}

  /**
   * Reads a clock.
   *
   * @param nanos whether it is {@code nanoTime}, else {@code currentTimeMillis}
   * @param targets static fields of type {@code long}, and such that get a {@code Date} of that
   *     time
   */
  public record ReadClock(boolean nanos, List<Target> targets) implements Step {}

  /**
   * Adds to the stack trace of a throwable that the initializer made the frames below its own.
   *
   * @param number an index into {@link CapturedStatics#handed} of the class
   */
  public record Trace(int number) implements Step {}

  /**
   * Initializes another such class, as the initializer did.
   *
   * @param classIndex that class
   * @param line of the initializer, for stack traces; not positive when it is not known
   */
  public record Initialize(int classIndex, int line) implements Step {}
}
