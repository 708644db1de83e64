package org.heapsnapshot.extension.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys whose hash codes are those of their identity, and strings. */
final class Keys {
  /** Hashed by identity, as all enums are. */
  enum Colour {
    RED,
    ORANGE,
    YELLOW,
    GREEN,
    BLUE,
    INDIGO,
    VIOLET,
    BLACK,
    GREY,
    WHITE
  }

  /** Hashed by identity. */
  static final class Token {
    private final String name;

    Token(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Key lists by what is in them. */
  static final Map<String, List<Object>> ALL = all();

  /** One for each key, at the same index. */
  static final List<String> VALUES = values();

  private Keys() {}

  private static Map<String, List<Object>> all() {
    Map<String, List<Object>> all = new LinkedHashMap<>();
    all.put(
        "classes",
        List.of(
            String.class,
            Integer.class,
            Long.class,
            List.class,
            Map.class,
            Thread.class,
            int[].class,
            Keys.class,
            Colour.class,
            Token.class,
            Access.class,
            Maker.class));
    all.put("enums", List.of((Object[]) Colour.values()));
    List<Object> tokens = new ArrayList<>();
    List<Object> strings = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tokens.add(new Token("token" + i));
      strings.add("string" + i);
    }
    all.put("objects", tokens);
    all.put("strings", strings);
    return all;
  }

  private static List<String> values() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add("v".repeat(i));
    }
    return values;
  }
}
