package org.heapsnapshot.core.jvm;

import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.core.SnapshotException;

/**
 * The arguments of a training run, given as one string: {@code --train "-e 'print(1)'"}.
 *
 * <p>The words are split as a POSIX shell does without expansions: blanks separate; single quotes
 * keep everything; within double quotes a backslash escapes {@code "} and itself; outside quotes a
 * backslash escapes any character.
 */
public final class ArgumentString {
  private ArgumentString() {}

  /**
   * The words of a string.
   *
   * @throws SnapshotException if a quote is not closed
   */
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null; // null between words, so that '' is a word
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean last = i + 1 == text.length();
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
          word = null;
        }
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '\\' && !last && escapes(quote, text.charAt(i + 1))) {
        word.append(text.charAt(++i));
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new SnapshotException("a quote " + quote + " is not closed in the arguments: " + text);
    }
    if (word != null) {
      words.add(word.toString());
    }
    return List.copyOf(words);
  }

  /** A string that {@link #split} turns back into these words. */
  public static String join(List<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      boolean plain = word.matches("[\\w@%+=:,./-]+");
      quoted.add(plain ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", quoted);
  }

  private static boolean escapes(char quote, char next) {
    return quote == 0 || (quote == '"' && (next == '"' || next == '\\'));
  }
}
