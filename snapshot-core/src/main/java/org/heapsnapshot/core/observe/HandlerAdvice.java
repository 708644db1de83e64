package org.heapsnapshot.core.observe;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names the collection whose arrangement may be what differs, for which a handler is missing. */
final class HandlerAdvice {
  private static final Pattern HASHED = Pattern.compile(".*(Hash|Map|Set|Table|Dict|Cache).*");

  private HandlerAdvice() {}

  /**
   * The advice for a difference.
   *
   * @param path from the static to the object that differs, each line ends with {@code = TYPE}
   * @param reason what differs
   * @param isProgram whether a binary name is that of a class of the program
   * @return empty when no type on the path is like a collection that is arranged by hash codes: by
   *     its name, or because it holds an array that is filled in another order
   */
  static String of(List<String> path, String reason, Predicate<String> isProgram) {
    String collection = null;
    String last = null;
    for (String line : path) {
      String type = line.substring(line.lastIndexOf(' ') + 1);
      last = isProgram.test(type) ? type : last;
      boolean hashed = isProgram.test(type) && HASHED.matcher(simple(type)).matches();
      // Of a collection and its nodes, the collection.
      if (hashed && (collection == null || !type.startsWith(collection + "$"))) {
        collection = type;
      }
    }
    if (collection == null && reason.startsWith("element ")) {
      collection = last;
    }
    return collection == null
        ? ""
        : "If "
            + collection
            + " is arranged by hash codes that are others in every process, an extension with a"
            + " handler for it would rebuild it at start; there is none (docs/EXTENSIONS.md).";
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
