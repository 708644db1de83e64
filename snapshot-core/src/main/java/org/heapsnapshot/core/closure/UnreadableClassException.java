package org.heapsnapshot.core.closure;

/** A class file that the JVM could not read either; the message says what is wrong with it. */
final class UnreadableClassException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableClassException(String message) {
    super(message);
  }
}
