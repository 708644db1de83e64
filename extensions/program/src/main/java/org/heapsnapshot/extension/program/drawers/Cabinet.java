package org.heapsnapshot.extension.program.drawers;

import java.util.LinkedHashMap;
import java.util.Map;

/** All drawers. */
final class Cabinet {
  static final Tool SHARED = new Tool("shared");
  static final Map<String, Drawer> DRAWERS = new LinkedHashMap<>();

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
  }

  private Cabinet() {}

  private static void add(String name, Object content) {
    DRAWERS.put(name, new Drawer(name, content));
  }

  static Drawer get(String name) {
    return DRAWERS.get(name);
  }
}
