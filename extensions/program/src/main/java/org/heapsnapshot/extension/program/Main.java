package org.heapsnapshot.extension.program;

/** Prints what is found in all of the collections. */
public final class Main {
  private Main() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    GuavaShelf.SHELF.look().forEach(System.out::println);
    FastutilShelf.SHELF.look().forEach(System.out::println);
    EclipseShelf.SHELF.look().forEach(System.out::println);
    ScalaShelf.SHELF.look().forEach(System.out::println);
    OwnShelf.SHELF.look().forEach(System.out::println);
  }
}
