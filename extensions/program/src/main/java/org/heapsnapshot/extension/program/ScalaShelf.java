package org.heapsnapshot.extension.program;

/** Keeps collections of its library in statics; but the map that holds a serializable lambda. */
final class ScalaShelf {
  static final Shelf SHELF = Shelf.of(ScalaKinds.all(), "TrieMap");

  private ScalaShelf() {}
}
