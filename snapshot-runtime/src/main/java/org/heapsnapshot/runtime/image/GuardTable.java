package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.GuardKind;
import org.heapsnapshot.runtime.format.SectionId;

/** GUARDS: the facts of the environment that the image depends on. */
public final class GuardTable {
  /** Number of guards. */
  public final int count;

  private final int[] words;
  private final int kind;
  private final int name;
  private final int value;
  private final int reader;

  GuardTable(Heap heap, int stringCount, int unitCount) {
    words = heap.words;
    Section section = heap.section(SectionId.GUARDS);
    count = section.count();
    kind = section.column(count, GuardKind.PROPERTY, GuardKind.LAST + 1);
    name = section.column(count, 0, stringCount);
    value = section.column(count, -1, stringCount);
    reader = section.column(count, 0, stringCount);
    int unitStart = section.starts(count);
    section.column(words[unitStart + count], 0, unitCount);
    section.end();
  }

  /** {@link GuardKind}. */
  public int kind(int i) {
    return words[kind + i];
  }

  /** String index of the name of the fact. */
  public int name(int i) {
    return words[name + i];
  }

  /** String index of the fact at build, or -1 when it was absent. */
  public int value(int i) {
    return words[value + i];
  }

  /** String index of the class that read it. */
  public int reader(int i) {
    return words[reader + i];
  }
}
