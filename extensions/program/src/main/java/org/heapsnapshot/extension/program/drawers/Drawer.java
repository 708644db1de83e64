package org.heapsnapshot.extension.program.drawers;

/** Holds anything. */
class Drawer implements Cloneable {
  /** In a cycle of classes with the cabinet: both are restored at boot. */
  private static final Cabinet CABINET = Cabinet.ONE;

  final String name;
  private Object content;
  public Object open;

  Drawer(String name, Object content) {
    this.name = name;
    this.content = content;
  }

  static boolean isOf(Cabinet cabinet) {
    return cabinet == CABINET;
  }

  Object content() {
    return content;
  }

  void put(Object other) {
    content = other;
  }

  boolean holds(Object other) {
    return content == other;
  }

  Drawer copy() throws CloneNotSupportedException {
    return (Drawer) clone();
  }
}
