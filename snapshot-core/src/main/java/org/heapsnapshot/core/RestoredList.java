package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code verify} has to do again: the restored classes in restore order, and the preload
 * methods behind them. Kept in the image as lines of text.
 *
 * @param classes binary names
 * @param preload each {@code Class::method}
 */
record RestoredList(List<String> classes, List<String> preload) {
  static final String ENTRY = "META-INF/snapshot/restored";

  static RestoredList parse(String text) {
    List<String> classes = new ArrayList<>();
    List<String> preload = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.contains("::")) {
        preload.add(line);
      } else if (!line.isEmpty()) {
        classes.add(line);
      }
    }
    return new RestoredList(classes, preload);
  }

  String text() {
    List<String> lines = new ArrayList<>(classes);
    lines.addAll(preload);
    return String.join("\n", lines) + "\n";
  }
}
