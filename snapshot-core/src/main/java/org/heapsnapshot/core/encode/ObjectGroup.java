package org.heapsnapshot.core.encode;

/** A row of the group table of INSTANCES or ARRAYS: objects of one unit and one CLASSES row. */
final class ObjectGroup {
  final int unit;

  /** Row of CLASSES. */
  final int row;

  /** How many objects. */
  int count;

  /** The id of the next object, while they are numbered. */
  int next;

  ObjectGroup(int unit, int row) {
    this.unit = unit;
    this.row = row;
  }
}
