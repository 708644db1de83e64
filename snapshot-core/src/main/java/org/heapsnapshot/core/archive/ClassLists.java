package org.heapsnapshot.core.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Several files of {@code -XX:DumpLoadedClassList} as one. */
final class ClassLists {
  /** Newer JDKs number the classes of a list; numbers of several lists would collide. */
  private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");

  private ClassLists() {}

  /** Writes every line of the lists once, in the order of its first appearance. */
  static void merge(List<Path> lists, Path merged) throws IOException {
    Set<String> lines = new LinkedHashSet<>();
    for (Path list : lists) {
      for (String line : Files.readAllLines(list)) {
        // A class of a loader of the program refers to its superclass by number.
        if (!line.contains(" source: ") && !line.startsWith("#")) {
          lines.add(NUMBER.matcher(line).replaceFirst(""));
        }
      }
    }
    Files.write(merged, lines);
  }
}
