package org.heapsnapshot.extension.program;

/** Keeps collections of its library in statics. */
final class GuavaShelf {
  static final Shelf SHELF = Shelf.of(GuavaKinds.all());

  private GuavaShelf() {}
}
