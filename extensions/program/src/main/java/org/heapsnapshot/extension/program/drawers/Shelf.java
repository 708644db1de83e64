package org.heapsnapshot.extension.program.drawers;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Holds what is read through an interface, and by serialization. */
final class Shelf implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Integer> rows;

  /**
   * With as many rows as asked for; a number above 127 is an object of its own. Serialization
   * writes another object for a list that is fixed.
   */
  Shelf(int count, boolean fixed) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(1000 + i);
    }
    rows = fixed ? List.copyOf(list) : list;
  }

  List<Integer> rows() {
    return rows;
  }
}
