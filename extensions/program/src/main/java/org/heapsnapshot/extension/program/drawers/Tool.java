package org.heapsnapshot.extension.program.drawers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Something to be kept in a drawer, with all that belongs to it. */
class Tool {
  static final String KIND = new String("tool");

  final String name;
  final List<Object> parts = new ArrayList<>();

  /** Arranged anew in every process. */
  final Map<Object, String> places = new HashMap<>();

  Tool(String name) {
    this.name = name;
    for (int i = 0; i < 9; i++) {
      Object part = i % 3 == 0 ? name + i : new Object();
      parts.add(part);
      places.put(part, "place " + i);
    }
    parts.add(this);
  }

  /** Whether everything is where it was put. */
  boolean isWhole() {
    boolean whole = parts.get(9) == this && places.size() == 9;
    for (int i = 0; i < 9; i++) {
      whole &= ("place " + i).equals(places.get(parts.get(i)));
    }
    return whole;
  }

  @Override
  public String toString() {
    return KIND + " " + name + (isWhole() ? "" : " in pieces");
  }

  /** Of another class, with an initializer of its own. */
  static final class Special extends Tool {
    static final List<Special> ALL = new ArrayList<>();
    static final Map<String, Integer> SIZES = Map.of("small", 1, "large", 2);

    Special(String name) {
      super(name);
    }
  }
}
