package org.heapsnapshot.corpus;

/** The program that does nothing: what an image costs when there is no state to restore. */
final class Empty {
  private Empty() {}

  public static void main(String[] args) {}
}
