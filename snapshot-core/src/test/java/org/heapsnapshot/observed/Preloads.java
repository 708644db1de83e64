package org.heapsnapshot.observed;

import java.io.File;
import java.util.HashMap;
import java.util.Map;

/** Methods that run after the initializers and before capture. */
public final class Preloads {
  static final Map<String, Integer> SQUARES = new HashMap<>();

  private Preloads() {}

  static void quiet() {
    for (int i = 0; i < 10; i++) {
      SQUARES.put("square " + i, i * i);
    }
  }

  static void loud() {
    new File("a-file").exists();
  }

  static void failing() {
    throw new IllegalStateException("on purpose");
  }
}
