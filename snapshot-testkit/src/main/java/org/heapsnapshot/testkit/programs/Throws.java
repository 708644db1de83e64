package org.heapsnapshot.testkit.programs;

import java.util.Map;

/** {@code main} ends with an exception: exit code 1, a stack trace on standard error. */
public final class Throws {
  private static final Map<String, String> MESSAGES = Map.of("message", "thrown by main");

  private Throws() {}

  public static void main(String[] args) {
    System.out.println("throwing");
    throw new IllegalStateException(MESSAGES.get("message"));
  }
}
