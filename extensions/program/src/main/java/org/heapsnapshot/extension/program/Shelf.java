package org.heapsnapshot.extension.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collections of every kind of a library with keys of every kind, by name. */
final class Shelf {
  private final Map<String, Object> collections = new LinkedHashMap<>();
  private final Map<String, List<Object>> keys = new LinkedHashMap<>();

  private Shelf() {}

  /**
   * Fills it.
   *
   * @param without names of kinds that no image can hold yet
   */
  static Shelf of(Map<String, Maker> all, String... without) {
    Map<String, Maker> makers = new LinkedHashMap<>(all);
    makers.keySet().removeAll(List.of(without));
    Shelf shelf = new Shelf();
    Keys.ALL.forEach(
        (kind, keys) ->
            makers.forEach(
                (name, maker) -> {
                  shelf.collections.put(name + " of " + kind, maker.of(keys, Keys.VALUES));
                  shelf.keys.put(name + " of " + kind, keys);
                }));
    return shelf;
  }

  /** One line for each collection: what it finds, what it iterates over, and after changes. */
  List<String> look() {
    List<String> lines = new ArrayList<>();
    collections.forEach((name, c) -> lines.add(name + ": " + look(c, keys.get(name))));
    return lines;
  }

  private static String look(Object collection, List<Object> keys) {
    Access access = Access.of(collection);
    StringBuilder line = new StringBuilder();
    line.append(access.size()).append(" entries, finds ").append(found(access, keys));
    List<String> iterated = new ArrayList<>();
    access.keys().forEach(key -> iterated.add(key.toString()));
    iterated.sort(null);
    line.append(" of ").append(iterated);
    Object stranger = new Keys.Token("stranger");
    line.append(access.finds(stranger, "") ? ", a stranger" : "");
    if (access.put(stranger, "four")) {
      line.append(", with another ").append(access.size()).append(access.finds(stranger, "four"));
      access.remove(keys.get(0));
      line.append(", without one ").append(access.size());
      line.append(access.finds(keys.get(0), Keys.VALUES.get(0)));
      access.remove(stranger);
      line.append(", finds ").append(found(access, keys)).append(" of ").append(access.size());
    }
    return line.toString();
  }

  private static int found(Access access, List<Object> keys) {
    int found = 0;
    for (int i = 0; i < keys.size(); i++) {
      found += access.finds(keys.get(i), Keys.VALUES.get(i)) ? 1 : 0;
    }
    return found;
  }
}
