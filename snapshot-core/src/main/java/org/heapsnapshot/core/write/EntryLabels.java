package org.heapsnapshot.core.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heapsnapshot.core.classpath.ClassFiles;
import org.heapsnapshot.core.classpath.ClassPathEntry;

/** Short and unique names of class path entries: the file name, with a number when it repeats. */
final class EntryLabels {
  private final List<String> labels = new ArrayList<>();

  EntryLabels(ClassFiles files) {
    Set<String> taken = new HashSet<>();
    for (ClassPathEntry entry : files.entries()) {
      String name = String.valueOf(entry.path().getFileName());
      String label = name;
      for (int n = 2; !taken.add(label); n++) {
        label = name + "-" + n;
      }
      labels.add(label);
    }
  }

  /** The label of the entry with that index. */
  String of(int entry) {
    return labels.get(entry);
  }
}
