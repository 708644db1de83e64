package org.heapsnapshot.examples.spelling;

import java.util.List;

/**
 * Suggests the words that are meant: one misspelt word an argument, or a few of its own.
 *
 * <p>The dictionary is built when it is first asked for, as in most programs. No initializer does
 * it, so an image would not hold it; {@code --preload
 * org.heapsnapshot.examples.spelling.Dictionary::load} takes the state that far.
 */
public final class Spelling {
  private static final String[] SAMPLES = {"tranport", "rivre", "mountian", "lantren", "sugr"};

  private Spelling() {}

  /** Prints a line for each word. */
  public static void main(String[] args) {
    for (String word : args.length == 0 ? SAMPLES : args) {
      List<String> suggestions = Dictionary.load().suggest(word);
      System.out.println(word + ": " + (suggestions.isEmpty() ? "?" : suggestions));
    }
  }
}
