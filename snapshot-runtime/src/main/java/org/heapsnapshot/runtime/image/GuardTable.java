package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.GuardKind;
import org.heapsnapshot.runtime.format.SectionId;

/** GUARDS: the facts of the environment that the image, or some units of it, depend on. */
public final class GuardTable {
  /** Number of guards. */
  public final int count;

  private final int[] words;
  private final int kind;
  private final int name;
  private final int value;
  private final int reader;
  private final int unitStart;
  private final int unit;

  GuardTable(Heap heap, int stringCount, Units units) {
    words = heap.words;
    Section section = heap.section(SectionId.GUARDS);
    count = section.count();
    kind = section.column(count, GuardKind.PROPERTY, GuardKind.LAST + 1);
    name = section.column(count, 0, stringCount);
    value = section.column(count, -1, stringCount);
    reader = section.column(count, 0, stringCount);
    unitStart = section.starts(count);
    unit = section.column(words[unitStart + count], 1, units.count);
    section.end();
    for (int i = unit; i < unit + words[unitStart + count]; i++) {
      if (words[i] < units.bootCount - 1) {
        // What is left out of boot must be the end of it.
        throw section.corrupt("unit that depends on a guard", words[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      if (!isOfAll(i)) {
        checkNeeds(section, i, units);
      }
    }
  }

  /** A unit that is restored whatever a guard says needs none that depends on it. */
  private void checkNeeds(Section section, int guard, Units units) {
    boolean[] depends = new boolean[units.count];
    decline(guard, depends);
    for (int u = 0; u < units.count; u++) {
      for (int n = units.needStart(u); !depends[u] && n < units.needStart(u + 1); n++) {
        if (depends[units.need(n)]) {
          throw section.corrupt("unit that needs one that depends on a guard", u);
        }
      }
    }
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

  /** Whether every unit depends on it. */
  public boolean isOfAll(int i) {
    return words[unitStart + i] == words[unitStart + i + 1];
  }

  /** Marks the units that depend on a guard. */
  public void decline(int i, boolean[] units) {
    for (int k = words[unitStart + i]; k < words[unitStart + i + 1]; k++) {
      units[words[unit + k]] = true;
    }
  }
}
