package org.heapsnapshot.testkit.programs;

import java.util.List;

/** Prints a line and ends with exit code 7. */
public final class ExitCode {
  private static final List<Integer> CODES = List.of(0, 7);

  private ExitCode() {}

  public static void main(String[] args) {
    System.out.println("exiting");
    System.exit(CODES.get(1));
  }
}
