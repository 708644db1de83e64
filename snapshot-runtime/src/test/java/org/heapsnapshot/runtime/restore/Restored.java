package org.heapsnapshot.runtime.restore;

import org.heapsnapshot.runtime.image.Heap;
import org.heapsnapshot.runtime.image.Image;

/** Restores a heap into a fresh loader, in this JVM. */
final class Restored {
  final FixtureLoader loader = new FixtureLoader();
  final Restoration restoration;

  Restored(byte[] heap) {
    this(heap, Memory.open(Runtime.version().feature()));
  }

  Restored(byte[] heap, Memory memory) {
    restoration = new Restoration(new Image(Heap.open(heap)), loader, memory);
    // The test JVM may run with an agent (coverage).
    restoration.prepare(Runtime.version().feature(), true);
    try {
      restoration.restore();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The value of a static of a restored fixture. */
  Object get(String fixture, String field) {
    return FixtureLoader.get(loader.fixture(fixture), field);
  }
}
