package org.heapsnapshot.extension.program.drawers;

/** Not in the jar of the program, as a library that is optional. */
final class Absent {
  private Absent() {}
}
