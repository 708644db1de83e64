package org.heapsnapshot.extension.program;

/** Keeps collections of its library in statics. */
final class FastutilShelf {
  static final Shelf SHELF = Shelf.of(FastutilKinds.all());

  private FastutilShelf() {}
}
