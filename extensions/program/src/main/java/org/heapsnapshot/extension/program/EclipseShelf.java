package org.heapsnapshot.extension.program;

/**
 * Keeps collections of its library in statics; but the map that asks for the number of processors.
 */
final class EclipseShelf {
  static final Shelf SHELF = Shelf.of(EclipseKinds.all(), "ConcurrentHashMap");

  private EclipseShelf() {}
}
