package org.heapsnapshot.runtime.restore;

import java.util.Map;
import java.util.Set;

/** The heap of the fixture {@code Plain}. */
final class PlainHeap {
  private PlainHeap() {}

  /** A capture of the fixture that is still to be written. */
  static HeapCapture capture() {
    FixtureLoader source = new FixtureLoader();
    Class<?> plain = source.built("Plain");
    HeapCapture capture = new HeapCapture(source).statics(plain);
    String[] maps = {"hashMap", "linked", "identity", "weak", "concurrent"};
    for (int i = 0; i < maps.length; i++) {
      capture.reseed((Map<?, ?>) FixtureLoader.get(plain, maps[i]), i + 1);
    }
    capture.reseed((Set<?>) FixtureLoader.get(plain, "set"), 7);
    capture.reseed((Map<?, ?>) FixtureLoader.get(plain, "map"), 8);
    return capture;
  }
}
