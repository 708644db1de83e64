package org.heapsnapshot.runtime.image;

/**
 * An image is not used, and the start goes on as if there were none; or, past the point of no
 * return, one lazy class is not restored, and is initialized ordinarily.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final LoadResult result;
  private final String detail;

  /**
   * An image is refused.
   *
   * @param result the cause
   * @param detail what was found and what was expected, or null
   */
  public Refusal(LoadResult result, String detail) {
    // No stack trace: it is never printed, and walking the stack is not free at start.
    super(null, null, false, false);
    this.result = result;
    this.detail = detail;
  }

  /** A refusal with the two values that differ. */
  public static Refusal found(LoadResult result, String what, Object found, Object expected) {
    return new Refusal(result, what + " found=" + found + " expected=" + expected);
  }

  /** The cause. */
  public LoadResult result() {
    return result;
  }

  /** One line: what is wrong, what was found and expected, and what to do. */
  @Override
  public String getMessage() {
    String text = result.what;
    if (detail != null) {
      text = text + " (" + detail + ")";
    }
    // Messages of exceptions and names from the heap may hold anything.
    return (text + "; " + result.advice).replace('\n', ' ').replace('\r', ' ');
  }
}
