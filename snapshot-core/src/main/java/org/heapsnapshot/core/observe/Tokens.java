package org.heapsnapshot.core.observe;

import java.security.SecureRandom;

/**
 * Values for the facts of one observing JVM, drawn anew for every build: whatever turns up with the
 * mark in it was made of such a fact.
 *
 * @param mark begins every token; no text of a program has it by chance
 */
record Tokens(String mark) {
  /** Neither vowels, so that no word comes out, nor letters that change in some locale. */
  private static final String LETTERS = "bcdfghjkmnpqrstvwxz";

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Draws.
   *
   * @param length of the mark; the two environments differ in the lengths of what they hold as well
   */
  static Tokens draw(int length) {
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < length; i++) {
      mark.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return new Tokens(mark.toString());
  }

  /** The token for a fact. */
  String of(String fact) {
    return mark + "-" + fact;
  }

  /** The fact of a token that stands at {@code index} of a text. */
  static String factAt(String text, int index, int markLength) {
    int begin = Math.min(index + markLength + 1, text.length());
    int end = begin;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    return text.substring(begin, end);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == ':' || c == '_';
  }
}
