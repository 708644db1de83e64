package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code verify} has to do again: the restored classes in restore order, and the preload
 * methods and serializers behind them. Kept in the image as lines of text.
 *
 * @param classes binary names
 * @param preload each {@code Class::method}
 * @param late those of the classes that are initialized at their natural time
 * @param memos static fields whose contents are not compared, each {@code Class.field}
 * @param serializers each {@code TYPE=SERIALIZER}
 */
record RestoredList(
    List<String> classes,
    List<String> preload,
    List<String> late,
    List<String> memos,
    List<String> serializers) {
  static final String ENTRY = "META-INF/snapshot/restored";

  private static final String LATE = " late";
  private static final String MEMO = " memo";
  private static final String SERIALIZER = "serializer ";

  static RestoredList parse(String text) {
    List<String> classes = new ArrayList<>();
    List<String> preload = new ArrayList<>();
    List<String> late = new ArrayList<>();
    List<String> memos = new ArrayList<>();
    List<String> serializers = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.endsWith(LATE)) {
        line = line.substring(0, line.length() - LATE.length());
        late.add(line);
      }
      if (line.endsWith(MEMO)) {
        memos.add(line.substring(0, line.length() - MEMO.length()));
      } else if (line.startsWith(SERIALIZER)) {
        serializers.add(line.substring(SERIALIZER.length()));
      } else if (line.contains("::")) {
        preload.add(line);
      } else if (!line.isEmpty()) {
        classes.add(line);
      }
    }
    return new RestoredList(classes, preload, late, memos, serializers);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    for (String name : classes) {
      lines.add(late.contains(name) ? name + LATE : name);
    }
    lines.addAll(preload);
    memos.forEach(name -> lines.add(name + MEMO));
    serializers.forEach(pair -> lines.add(SERIALIZER + pair));
    return String.join("\n", lines) + "\n";
  }
}
