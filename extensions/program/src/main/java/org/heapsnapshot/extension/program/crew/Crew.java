package org.heapsnapshot.extension.program.crew;

import java.util.ArrayList;
import java.util.List;

/** Holds a thread, which belongs to the process that made it. */
final class Crew {
  final String name;
  final List<String> members;
  final Thread watch;

  Crew(String name, List<String> members) {
    this.name = name;
    this.members = members;
    this.watch = new Thread(() -> {}, "watch of " + name);
  }

  static Crew of(String name, String... members) {
    return new Crew(name, new ArrayList<>(List.of(members)));
  }

  @Override
  public String toString() {
    return name + " " + members + ", " + watch.getName() + " " + watch.getState();
  }
}
