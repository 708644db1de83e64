package org.heapsnapshot.extension.program;

/** A key whose hash code changes with the process; which process it is, the test says. */
final class Moody {
  static int process;

  private final int number;

  Moody(int number) {
    this.number = number;
  }

  @Override
  public int hashCode() {
    return (number + 1) * (0x9E37_79B1 ^ process * 0x85EB_CA6B);
  }

  @Override
  public boolean equals(Object o) {
    return o == this;
  }

  @Override
  public String toString() {
    return "moody" + number;
  }
}
