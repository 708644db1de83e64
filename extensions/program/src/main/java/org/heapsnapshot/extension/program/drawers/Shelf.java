package org.heapsnapshot.extension.program.drawers;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Holds what is read through an interface, and by serialization. */
final class Shelf implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<Integer> rows = new ArrayList<>();

  /** With as many rows as asked for; a number above 127 is an object of its own. */
  Shelf(int count) {
    for (int i = 0; i < count; i++) {
      rows.add(1000 + i);
    }
  }

  List<Integer> rows() {
    return rows;
  }
}
