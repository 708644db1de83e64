package org.heapsnapshot.examples.freight;

import java.util.ArrayList;
import java.util.List;

/** Cuts a request into tokens with an automaton compiled from the expressions of the kinds. */
final class Lexer {
  private static final Automaton AUTOMATON = Automaton.compile(TokenKind.values());

  private Lexer() {}

  /** A piece of a request. */
  record Token(TokenKind kind, String text) {}

  /**
   * The tokens of a line, spaces left out.
   *
   * @throws IllegalArgumentException naming the column of a character that starts no token
   */
  static List<Token> tokens(String line) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      int state = Automaton.START;
      int end = at;
      TokenKind kind = null;
      for (int i = at; i < line.length() && state >= 0; i++) {
        state = AUTOMATON.next(state, line.charAt(i));
        if (state >= 0 && AUTOMATON.accepts(state) != null) {
          kind = AUTOMATON.accepts(state);
          end = i + 1;
        }
      }
      if (kind == null) {
        throw new IllegalArgumentException(
            "column " + (at + 1) + ": unexpected " + line.charAt(at));
      }
      if (kind != TokenKind.SPACE) {
        tokens.add(new Token(kind, line.substring(at, end)));
      }
      at = end;
    }
    return tokens;
  }
}
