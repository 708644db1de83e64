package org.heapsnapshot.runtime.extension;

/** Thrown by {@link Handler#parts} of an object that no image can hold; convicts its owners. */
public final class NotCarried extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param what ends a sentence that begins with "its statics reach": what the object is, and why
   *     it cannot be carried
   */
  public NotCarried(String what, Throwable cause) {
    super(what, cause);
  }
}
