package org.heapsnapshot.extension.program.drawers;

/** Holds anything. */
class Drawer implements Cloneable {
  final String name;
  private Object content;
  public Object open;

  Drawer(String name, Object content) {
    this.name = name;
    this.content = content;
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
