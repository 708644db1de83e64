package org.heapsnapshot.runtime.image;

import org.heapsnapshot.runtime.format.SectionId;
import org.heapsnapshot.runtime.format.UnitKind;

/**
 * UNITS, and where in the other sections the rows of each unit are: every table is sorted by unit.
 * Boot units come first.
 */
public final class Units {
  /** Number of units. */
  public final int count;

  /** Number of boot units; they have the smallest indices. */
  public final int bootCount;

  private final int[] words;
  private final int needStart;
  private final int need;
  private final int stringStart;
  private final int symbolStart;
  private final int reseedStart;
  private int[] recipeStart;
  private int[] instanceGroupStart;
  private int[] arrayGroupStart;

  Units(Heap heap) {
    words = heap.words;
    Section section = heap.section(SectionId.UNITS);
    count = section.count();
    int kind = section.column(count, UnitKind.BOOT, UnitKind.LAZY + 1);
    needStart = section.starts(count);
    need = section.column(words[needStart + count]);
    stringStart = section.starts(count);
    symbolStart = section.starts(count);
    reseedStart = section.starts(count);
    section.end();
    int boots = 0;
    for (int i = 0; i < count; i++) {
      if (words[kind + i] == UnitKind.BOOT) {
        if (boots != i) {
          throw section.corrupt("boot unit after a lazy one", i);
        }
        boots++;
      }
      int from = need + words[needStart + i];
      section.inRange(from, need + words[needStart + i + 1] - from, 0, i);
    }
    bootCount = boots;
  }

  /** Checks that the units account for every row of the tables that have no column of units. */
  void checkTotals(Heap heap, int strings, int symbols, int reseeds) {
    if (words[stringStart + count] != strings
        || words[symbolStart + count] != symbols
        || words[reseedStart + count] != reseeds) {
      throw heap.section(SectionId.UNITS).corrupt("rows of other sections", count);
    }
  }

  /** Where each unit begins in a column of units that must ascend. */
  private int[] starts(Section section, int column, int rows) {
    int[] starts = new int[count + 1];
    int unit = 0;
    for (int row = 0; row < rows; row++) {
      int next = words[column + row];
      if (next < unit) {
        throw section.corrupt("units in order, row", row);
      }
      while (unit < next) {
        starts[++unit] = row;
      }
    }
    while (unit < count) {
      starts[++unit] = rows;
    }
    return starts;
  }

  void setRecipes(Section section, int column, int rows) {
    recipeStart = starts(section, column, rows);
  }

  void setInstanceGroups(Section section, int column, int rows) {
    instanceGroupStart = starts(section, column, rows);
  }

  void setArrayGroups(Section section, int column, int rows) {
    arrayGroupStart = starts(section, column, rows);
  }

  /** Whether a unit is restored when the first of its classes is initialized. */
  public boolean isLazy(int unit) {
    return unit >= bootCount;
  }

  /** The unit of a group of instances. */
  public int ofInstanceGroup(int group) {
    return lastStart(instanceGroupStart, count, group);
  }

  /** The unit of a recipe. */
  public int ofRecipe(int recipe) {
    return lastStart(recipeStart, count, recipe);
  }

  /** The last of {@code count} ranges that starts at a place or before it. */
  static int lastStart(int[] starts, int count, int place) {
    int low = 0;
    int high = count;
    while (high - low > 1) {
      int middle = low + high >>> 1;
      if (starts[middle] <= place) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first of the needs of a unit; that of unit {@code count} is the number of all. */
  public int needStart(int unit) {
    return words[needStart + unit];
  }

  /** A unit that is needed. */
  public int need(int i) {
    return words[need + i];
  }

  /** The first string object of a unit, from 0; that of unit {@code count} ends the last. */
  public int stringStart(int unit) {
    return words[stringStart + unit];
  }

  /** The first symbol of a unit. */
  public int symbolStart(int unit) {
    return words[symbolStart + unit];
  }

  /** The first recipe of a unit. */
  public int recipeStart(int unit) {
    return recipeStart[unit];
  }

  /** The first group of instances of a unit. */
  public int instanceGroupStart(int unit) {
    return instanceGroupStart[unit];
  }

  /** The first group of arrays of a unit. */
  public int arrayGroupStart(int unit) {
    return arrayGroupStart[unit];
  }

  /** The first collection of a unit that is rebuilt. */
  public int reseedStart(int unit) {
    return words[reseedStart + unit];
  }
}
