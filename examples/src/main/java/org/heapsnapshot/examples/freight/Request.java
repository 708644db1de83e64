package org.heapsnapshot.examples.freight;

import java.time.LocalDate;
import java.util.List;

/**
 * What a customer asks for.
 *
 * @param kilograms weight
 * @param goods handling
 * @param from number of the place it starts from
 * @param to number of the place it goes to
 * @param mode the mode asked for, or null for any
 * @param day first day on which it can be picked up
 */
record Request(double kilograms, GoodsClass goods, int from, int to, Mode mode, LocalDate day) {

  /**
   * Reads a line such as {@code ship 12 t "coffee" from Santos to Hamburg by sea on 2026-03-14}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Request parse(String line) {
    Reader reader = new Reader(Lexer.tokens(line));
    reader.expect(TokenKind.SHIP);
    double amount = Double.parseDouble(reader.expect(TokenKind.NUMBER));
    String unit = reader.expect(TokenKind.WORD);
    if (!Measures.isUnit(unit)) {
      throw new IllegalArgumentException("unknown unit: " + unit);
    }
    GoodsClass goods = Goods.classOf(reader.expect(TokenKind.QUOTED));
    reader.expect(TokenKind.FROM);
    int from = reader.place();
    reader.expect(TokenKind.TO);
    int to = reader.place();
    Mode mode = null;
    LocalDate day = LocalDate.of(2026, 1, 1);
    while (!reader.atEnd()) {
      if (reader.next(TokenKind.BY)) {
        mode = Mode.named(reader.expect(TokenKind.WORD));
      } else {
        reader.expect(TokenKind.ON);
        day = LocalDate.parse(reader.expect(TokenKind.DATE));
      }
    }
    return new Request(Measures.kilograms(amount, unit), goods, from, to, mode, day);
  }

  private static final class Reader {
    private final List<Lexer.Token> tokens;
    private int at;

    Reader(List<Lexer.Token> tokens) {
      this.tokens = tokens;
    }

    boolean atEnd() {
      return at == tokens.size();
    }

    boolean next(TokenKind kind) {
      if (!atEnd() && tokens.get(at).kind() == kind) {
        at++;
        return true;
      }
      return false;
    }

    String expect(TokenKind kind) {
      if (!next(kind)) {
        String found = atEnd() ? "the end" : tokens.get(at).text();
        throw new IllegalArgumentException("expected " + kind + ", found " + found);
      }
      return tokens.get(at - 1).text();
    }

    /** A place: its code, or its name of one or several words. */
    int place() {
      StringBuilder name = new StringBuilder();
      while (!atEnd()) {
        Lexer.Token token = tokens.get(at);
        if (token.kind() != TokenKind.WORD && token.kind() != TokenKind.CODE) {
          break;
        }
        name.append(name.length() == 0 ? "" : " ").append(token.text());
        at++;
      }
      int number = Places.number(name.toString());
      if (number < 0) {
        throw new IllegalArgumentException("unknown place: " + name);
      }
      return number;
    }
  }
}
