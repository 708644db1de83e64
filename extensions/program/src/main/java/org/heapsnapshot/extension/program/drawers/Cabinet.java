package org.heapsnapshot.extension.program.drawers;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All drawers. */
final class Cabinet {
  static final Cabinet ONE = new Cabinet();
  static final Tool SHARED = new Tool("shared");
  static final Map<String, Drawer> DRAWERS = new LinkedHashMap<>();
  static final Map<ByContent, String> BY_CONTENT = new HashMap<>();

  static final Shelf LARGE = new Shelf(40, false);
  static final Shelf FIXED = new Shelf(40, true);
  static final Shelf OTHER = new Shelf(40, false);
  static final Shelf SMALL = new Shelf(2, false);

  static {
    for (int i = 0; i < 30; i++) {
      add("plain" + i, new Tool("t" + i));
    }
    for (int i = 0; i < 5; i++) {
      add("special" + i, new Tool.Special("s" + i));
    }
    add("shared", SHARED);
    add("null", null);
    add("text", "text");
    Tool pair = new Tool("pair");
    add("left", pair);
    add("right", pair);
    Tool outer = new Tool("outer");
    outer.parts.add(new Drawer("inner", new Tool("inner")));
    add("outer", outer);
    for (int i = 0; i < 5; i++) {
      Drawer drawer = new Drawer("hashed" + i, new Tool("h" + i));
      BY_CONTENT.put(new ByContent(drawer), "by content " + i);
    }
  }

  /** A key that reads a drawer, also while boot arranges the map anew. */
  record ByContent(Drawer drawer) {
    @Override
    public int hashCode() {
      return System.identityHashCode(drawer.content());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByContent o && o.drawer.holds(drawer.content());
    }
  }

  /** How many contents lead to what was put there for them. */
  static int found() {
    int found = 0;
    for (ByContent key : List.copyOf(BY_CONTENT.keySet())) {
      found += BY_CONTENT.get(key) != null ? 1 : 0;
    }
    return found;
  }

  private Cabinet() {}

  private static void add(String name, Object content) {
    DRAWERS.put(name, new Drawer(name, content));
  }

  static Drawer get(String name) {
    return DRAWERS.get(name);
  }
}
