package org.heapsnapshot.testkit.program;

import java.util.Locale;

/** Texts of every coding. */
final class Strings {
  static final String EMPTY = String.valueOf(new char[0]);
  static final String LATIN = new StringBuilder("caf\u00e9 \u00ff").toString();
  static final String WIDE = new StringBuilder("λ→\uD83D\uDE00").toString();
  static final String LONE_SURROGATE = String.valueOf(new char[] {'a', 0xD800, 'b'});
  static final String ZERO = String.valueOf(new char[] {0, 'x', 0});
  static final String LONG = "0123456789".repeat(20_000);
  static final String PART = LONG.substring(3, 8);
  static final StringBuilder BUILDER = new StringBuilder("built");
  static final CharSequence SEQUENCE = new StringBuffer("buffer");
  static final int HASH = LATIN.hashCode();

  private Strings() {}

  static void check(Checks checks) {
    checks.that("empty", EMPTY.isEmpty() && EMPTY.hashCode() == 0);
    checks.equal("Latin-1", "caf\u00e9 \u00ff", LATIN);
    checks.equal("Latin-1 upper case", "CAF\u00c9 \u0178", LATIN.toUpperCase(Locale.ROOT));
    checks.equal("wide", "λ→\uD83D\uDE00", WIDE);
    checks.equal("code points", 3L, WIDE.codePoints().count());
    checks.that(
        "lone surrogate", LONE_SURROGATE.length() == 3 && LONE_SURROGATE.charAt(1) == 0xD800);
    checks.that(
        "zero characters", ZERO.length() == 3 && ZERO.charAt(0) == 0 && ZERO.charAt(1) == 'x');
    checks.that("long", LONG.length() == 200_000 && LONG.endsWith("6789"));
    checks.equal("part", "34567", PART);
    checks.equal("hash", HASH, "caf\u00e9 \u00ff".hashCode());
    checks.equal("concatenation", "caf\u00e9 \u00ffλ→\uD83D\uDE00", LATIN + WIDE);
    BUILDER.append(" on").append('λ');
    checks.equal("builder", "built onλ", BUILDER.toString());
    checks.equal("buffer", "buffer", SEQUENCE.toString());
  }
}
