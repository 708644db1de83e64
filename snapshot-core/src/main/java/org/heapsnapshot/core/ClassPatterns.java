package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Class names as users write them: {@code a.b.C}, {@code a.b.} or {@code a.b.*} for a package and
 * those below it, {@code a.*.C?} as a glob. Immutable.
 */
final class ClassPatterns {
  private final List<Pattern> patterns = new ArrayList<>();

  ClassPatterns(Iterable<String> texts) {
    for (String text : texts) {
      String glob = text.endsWith(".") ? text + "*" : text;
      StringBuilder regex = new StringBuilder();
      for (char c : glob.replace('/', '.').toCharArray()) {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
      patterns.add(Pattern.compile(regex.toString()));
    }
  }

  boolean matches(String className) {
    return patterns.stream().anyMatch(p -> p.matcher(className).matches());
  }
}
