package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code verify} has to do again: the restored classes in restore order, and the preload
 * methods behind them. Kept in the image as lines of text.
 *
 * @param classes binary names
 * @param preload each {@code Class::method}
 * @param late those of the classes that are initialized at their natural time
 * @param memos static fields whose contents are not compared, each {@code Class.field}
 */
record RestoredList(
    List<String> classes, List<String> preload, List<String> late, List<String> memos) {
  static final String ENTRY = "META-INF/snapshot/restored";

  private static final String LATE = " late";
  private static final String MEMO = " memo";

  static RestoredList parse(String text) {
    List<String> classes = new ArrayList<>();
    List<String> preload = new ArrayList<>();
    List<String> late = new ArrayList<>();
    List<String> memos = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.endsWith(LATE)) {
        line = line.substring(0, line.length() - LATE.length());
        late.add(line);
      }
      if (line.endsWith(MEMO)) {
        memos.add(line.substring(0, line.length() - MEMO.length()));
      } else if (line.contains("::")) {
        preload.add(line);
      } else if (!line.isEmpty()) {
        classes.add(line);
      }
    }
    return new RestoredList(classes, preload, late, memos);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    for (String name : classes) {
      lines.add(late.contains(name) ? name + LATE : name);
    }
    lines.addAll(preload);
    memos.forEach(name -> lines.add(name + MEMO));
    return String.join("\n", lines) + "\n";
  }
}
