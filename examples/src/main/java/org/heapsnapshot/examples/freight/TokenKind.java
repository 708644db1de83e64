package org.heapsnapshot.examples.freight;

/** What a piece of a request is; where two match the same text, the first one listed wins. */
enum TokenKind {
  SPACE("[ \t]+"),
  DATE("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"),
  NUMBER("[0-9]+(\\.[0-9]+)?"),
  SHIP("ship|send|move|quote"),
  FROM("from"),
  TO("to"),
  BY("by|via"),
  ON("on|after"),
  CODE("[A-Z][A-Z][A-Z][A-Z][A-Z]"),
  WORD("[A-Za-z]+"),
  QUOTED("\"[A-Za-z0-9 .,-]*\"");

  /** Grammar: alternatives {@code |}, groups, character classes, and {@code ? * +}. */
  final String expression;

  TokenKind(String expression) {
    this.expression = expression;
  }
}
