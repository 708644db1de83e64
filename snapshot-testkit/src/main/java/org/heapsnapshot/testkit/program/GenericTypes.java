package org.heapsnapshot.testkit.program;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Generic types, as libraries catch them by an anonymous subclass. */
final class GenericTypes {
  static final Token<List<Map<String, int[]>>> TOKEN = new Token<>() {};
  static final Map<Type, String> NAMES = new HashMap<>();

  static {
    NAMES.put(TOKEN.type, "lists");
    NAMES.put(String.class, "texts");
  }

  private GenericTypes() {}

  abstract static class Token<T> {
    final Type type =
        ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
  }

  static void check(Checks checks) {
    Type same = new Token<List<Map<String, int[]>>>() {}.type;
    checks.equal("type", same, TOKEN.type);
    checks.equal("text", same.toString(), TOKEN.type.toString());
    checks.equal("as a key", "lists", NAMES.get(same));
    checks.same("raw", List.class, ((ParameterizedType) TOKEN.type).getRawType());
  }
}
